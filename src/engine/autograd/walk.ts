/** A walk back through the graph: the nodes that gradients have reached, and what has arrived at them. */
import { addInto } from '../kernels/accumulate.ts'
import { drop, hold } from '../kernels/ownership.ts'
import { filled } from '../kernels/values.ts'
import { numberTensor, type Tensor } from '../tensor.ts'
import { setGradEnabled } from './mode.ts'
import type { GradContext, GradNode } from './node.ts'
import { NodeQueue } from './queue.ts'

/**
 * What a walk holds: nodes that gradients have reached, the latest first, and for each the place of what arrived for its
 * first output; for the others it follows. Nodes carry the walk's number and the place, so that no map is needed;
 * a walk inside another (a formula that goes through steps of its own, a hook) puts them right again when it ends.
 */
export class Walk {
  number = 0
  readonly outer: Walk | null
  readonly queue: NodeQueue
  createGraph = false
  /** Nodes on a path to what is wanted; null for all. */
  useful: Set<GradNode> | null = null
  context: StepContext | null = null
  /** What stood when it began: how many places were taken, and whether operations were recorded. */
  start = 0
  recording = true

  constructor(outer: Walk | null) {
    this.outer = outer
    this.queue = new NodeQueue()
  }
}

/** Most walks stand in no other: one object does for all of them. */
const firstWalk = new Walk(null)
let walks = 0
let walking: Walk | null = null

/** What arrived, at its place: nothing, a number in `numbers`, or a tensor. */
const nothing = 0
const aNumber = 1
const aTensor = 2
let kinds = new Uint8Array(64)
let numbers = new Float64Array(64)
const tensors: (Tensor | null)[] = []
let places = 0

/** Begins a walk. `leave` must end it, come what may. */
export function enter(createGraph: boolean, useful: Set<GradNode> | null): Walk {
  const walk = walking === null ? firstWalk : new Walk(walking)
  walk.number = ++walks
  walk.createGraph = createGraph
  walk.useful = useful
  walk.start = places
  walk.recording = setGradEnabled(createGraph)
  walking = walk
  return walk
}

export function leave(walk: Walk): void {
  setGradEnabled(walk.recording)
  walk.queue.clear()
  for (let i = walk.start; i < places; i++) tensors[i] = null
  places = walk.start
  walking = walk.outer
  walk.useful = null
  if (walk.context !== null) walk.context.node = null
  if (walking !== null) walking.queue.mark(walking.number)
}

/** A place for what arrives at a node, which joins the queue. */
function placeFor(walk: Walk, node: GradNode): number {
  if (node.walk === walk.number) return node.place
  const place = places
  const count = node.allOutputs === null ? 1 : node.allOutputs.length
  places += count
  if (places > kinds.length) {
    const wider = Math.max(2 * kinds.length, places)
    const [k, n] = [kinds, numbers]
    kinds = new Uint8Array(wider)
    kinds.set(k)
    numbers = new Float64Array(wider)
    numbers.set(n)
  }
  for (let i = place; i < places; i++) kinds[i] = nothing
  node.walk = walk.number
  node.place = place
  walk.queue.push(node, place)
  return place
}

/** Sends a gradient that is one number to a node. */
export function sendNumber(walk: Walk, node: GradNode, gradient: number): void {
  if (walk.useful !== null && !walk.useful.has(node)) return
  const place = placeFor(walk, node)
  if (kinds[place] === nothing) {
    kinds[place] = aNumber
    numbers[place] = gradient
  } else if (kinds[place] === aNumber) numbers[place] = Math.fround(numbers[place]! + gradient)
  else addTensor(place, numberTensor(gradient, 'float32'))
}

/** Sends a gradient to an output of a node. */
export function send(walk: Walk, node: GradNode, index: number, gradient: Tensor): void {
  if (gradient.ownStorage === null && gradient.dtype === 'float32' && !walk.createGraph && node.allOutputs === null) {
    sendNumber(walk, node, gradient.value!)
    return
  }
  if (walk.useful !== null && !walk.useful.has(node)) return
  const place = placeFor(walk, node) + index
  if (kinds[place] === nothing) {
    kinds[place] = aTensor
    tensors[place] = gradient
    hold(gradient)
    return
  }
  if (kinds[place] === aNumber) {
    kinds[place] = aTensor
    tensors[place] = numberTensor(numbers[place]!, 'float32')
  }
  addTensor(place, gradient)
}

function addTensor(place: number, gradient: Tensor): void {
  const before = tensors[place]!
  // In place, where nothing else shows the gradient that came first.
  if (before.ownStorage !== null && before.ownStorage.holders === 1 && addInto(before, gradient)) return
  const sum = before.add(gradient)
  tensors[place] = sum
  hold(sum)
  drop(before)
}

/** What arrived at a place, as a tensor. */
export function tensorAt(place: number): Tensor | undefined {
  if (kinds[place] === nothing) return undefined
  if (kinds[place] === aNumber) {
    kinds[place] = aTensor
    tensors[place] = numberTensor(numbers[place]!, 'float32')
  }
  return tensors[place]!
}

/** Whether what arrived at a place is a number, which `numberAt` gives. */
export const isNumberAt = (place: number): boolean => kinds[place] === aNumber
export const numberAt = (place: number): number => numbers[place]!

/** Puts another tensor in the place of the one that arrived. */
export function replaceAt(place: number, gradient: Tensor): void {
  tensors[place] = gradient
}

/** A walk is done with what arrived at a node. */
export function dropAt(node: GradNode, place: number): void {
  const count = node.allOutputs === null ? 1 : node.allOutputs.length
  for (let i = place; i < place + count; i++) {
    const gradient = tensors[i]
    if (kinds[i] !== aTensor || gradient == null) continue
    tensors[i] = null
    kinds[i] = nothing
    drop(gradient)
  }
}

/** What a formula may ask for besides, worked out when it asks: of the node that the walk is at. */
class StepContext implements GradContext {
  readonly walk: Walk
  node: GradNode | null
  place: number

  constructor(walk: Walk) {
    this.walk = walk
    this.node = null
    this.place = 0
  }

  get needs(): readonly boolean[] {
    const { useful } = this.walk
    return this.node!.edges.map((edge) => edge !== null && (useful === null || useful.has(edge.node)))
  }

  get grads(): readonly Tensor[] {
    return gradsOf(this.node!, this.place)
  }
}

function gradsOf({ allOutputs }: GradNode, place: number): readonly Tensor[] {
  if (allOutputs === null) return [tensorAt(place)!]
  return allOutputs.map(({ shape, dtype }, i) => tensorAt(place + i) ?? filled(shape, dtype, 0))
}

/** The walk's context, at a node. */
export function contextAt(walk: Walk, node: GradNode, place: number): GradContext {
  const context = (walk.context ??= new StepContext(walk))
  context.node = node
  context.place = place
  return context
}
