/**
 * Reverse-mode differentiation. Every recorded node is numbered later than its parents, so going down the numbers
 * visits a node only after everything that used its outputs: no sorting of the graph and no recursion.
 * Source: Baydin, Pearlmutter, Radul, Siskind 2018, §3.2.
 */
import { dtypes } from '../dtype.ts'
import { GradError, ShapeError, runtimeError, shown } from '../errors.ts'
import { addInto } from '../kernels/accumulate.ts'
import { elementGradient } from './element-gradient.ts'
import { drop, endScopeOfOne, handOver, hold, letGo, openScope, suspendScopes, unkeep } from '../kernels/ownership.ts'
import { filled } from '../kernels/values.ts'
import { sameShape } from '../shape.ts'
import { numberTensor, type Tensor } from '../tensor.ts'
import { isGradEnabled, setGradEnabled } from './mode.ts'
import { formulaOf, keepsOf, placeOfKept, type Edge, type GradContext, type GradNode, type Kept } from './node.ts'
import { NodeQueue } from './queue.ts'
import { parentOf, singleOf } from './scalar.ts'

export interface BackwardOptions {
  /** Keep what the formulas need, so that `backward` can run again. Default: as `createGraph`. */
  retainGraph?: boolean
  /** Record the gradients themselves, so that they can be differentiated. */
  createGraph?: boolean
}

interface Run {
  readonly roots: readonly Edge[]
  readonly gradients: readonly Tensor[]
  readonly retainGraph: boolean
  readonly createGraph: boolean
  /** Edges whose gradients are wanted; null to add to the leaves' `grad`. */
  readonly wanted: readonly Edge[] | null
}

/**
 * What a walk holds: nodes that gradients have reached, the latest first, and for each the place of what arrived for its
 * first output; for the others it follows. Nodes carry the walk's number and the place, so that no map is needed;
 * a walk inside another (a formula that goes through steps of its own, a hook) puts them right again when it ends.
 */
class Walk {
  number = 0
  readonly outer: Walk | null
  readonly queue: NodeQueue
  createGraph = false
  /** Nodes on a path to what is wanted; null for all. */
  useful: Set<GradNode> | null = null
  context: StepContext | null = null

  constructor(outer: Walk | null) {
    this.outer = outer
    this.queue = new NodeQueue()
  }
}

/** Most walks stand in no other: one object does for all of them. */
const firstWalk = new Walk(null)

function enter(createGraph: boolean, useful: Set<GradNode> | null): Walk {
  const walk = walking === null ? firstWalk : new Walk(walking)
  walk.number = ++walks
  walk.createGraph = createGraph
  walk.useful = useful
  walking = walk
  return walk
}

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

export function runBackward(run: Run): (Tensor | undefined)[] {
  const recording = setGradEnabled(run.createGraph)
  const start = places
  const walk = enter(run.createGraph, run.wanted === null ? null : leadingTo(run.wanted, run.roots))
  try {
    const { roots, gradients, wanted } = run
    const found: (Tensor | undefined)[] = []
    if (wanted !== null) for (let i = 0; i < wanted.length; i++) found.push(undefined)
    for (let i = 0; i < roots.length; i++) send(walk, roots[i]!.node, roots[i]!.index, gradients[i]!)
    through(walk, run.retainGraph, wanted, found)
    for (let i = 0; i < found.length; i++) if (found[i] !== undefined) handOver(found[i]!)
    return found
  } finally {
    leave(walk, start, recording)
  }
}

/** `runBackward` from one tensor to the leaves: what `backward` does, and the frequent case. */
export function runFrom(output: Tensor, gradient: Tensor | null, retainGraph: boolean, createGraph: boolean): void {
  const root = parentOf(output)
  if (root === null) throw withoutGraph(0)
  const index = output.node === null ? 0 : output.outputIndex
  // A single number starts from the number 1.
  const isOne = gradient === null && !createGraph && output.ownStorage === null && output.dtype === 'float32'
  const start = isOne ? null : startingGradient(output, gradient)
  const recording = setGradEnabled(createGraph)
  const first = places
  const walk = enter(createGraph, null)
  try {
    if (start !== null) send(walk, root, index, start)
    else if (root.allOutputs === null) alongChain(walk, root, 1, retainGraph)
    else send(walk, root, index, numberTensor(1, 'float32'))
    through(walk, retainGraph, null, noneFound)
  } finally {
    leave(walk, first, recording)
  }
}

function leave(walk: Walk, start: number, recording: boolean): void {
  setGradEnabled(recording)
  walk.queue.clear()
  for (let i = start; i < places; i++) tensors[i] = null
  places = start
  walking = walk.outer
  walk.useful = null
  if (walk.context !== null) walk.context.node = null
  if (walking !== null) walking.queue.mark(walking.number)
}

function through(
  walk: Walk,
  retainGraph: boolean,
  wanted: readonly Edge[] | null,
  found: (Tensor | undefined)[],
): void {
  const { queue, useful, createGraph } = walk
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    const place = queue.place
    node.walk = 0
    if (node.extras !== null) runHooks(node, place)
    if (wanted !== null) pick(wanted, node, place, found)
    if (node.leaf !== null) {
      if (wanted === null) accumulateAt(node.leaf, place)
      dropAt(node, place)
      continue
    }
    if (useful !== null && !node.edges.some((edge) => edge !== null && useful.has(edge.node))) continue
    if (node.isScalar && kinds[place] === aNumber && !createGraph) throughNumbers(walk, node, numbers[place]!)
    else if (createGraph) throughTensors(walk, node, place)
    else {
      const scope = openScope()
      try {
        throughTensors(walk, node, place)
      } finally {
        dropAt(node, place)
        endScopeOfOne(scope, null)
      }
    }
    if (!retainGraph) spend(node)
  }
}

const none: readonly Tensor[] = []
const noneFound: (Tensor | undefined)[] = []

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

function sendNumber(walk: Walk, node: GradNode, gradient: number): void {
  if (walk.useful !== null && !walk.useful.has(node)) return
  const place = placeFor(walk, node)
  if (kinds[place] === nothing) {
    kinds[place] = aNumber
    numbers[place] = gradient
  } else if (kinds[place] === aNumber) numbers[place] = Math.fround(numbers[place]! + gradient)
  else addTensor(place, numberTensor(gradient, 'float32'))
}

function send(walk: Walk, node: GradNode, index: number, gradient: Tensor): void {
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
function tensorAt(place: number): Tensor | undefined {
  if (kinds[place] === nothing) return undefined
  if (kinds[place] === aNumber) {
    kinds[place] = aTensor
    tensors[place] = numberTensor(numbers[place]!, 'float32')
  }
  return tensors[place]!
}

/** A walk is done with what arrived at a node. */
function dropAt(node: GradNode, place: number): void {
  const count = node.allOutputs === null ? 1 : node.allOutputs.length
  for (let i = place; i < place + count; i++) {
    const gradient = tensors[i]
    if (kinds[i] !== aTensor || gradient == null) continue
    tensors[i] = null
    kinds[i] = nothing
    drop(gradient)
  }
}

/** Nodes on a path from the roots to a wanted edge. */
function leadingTo(wanted: readonly Edge[], roots: readonly Edge[]): Set<GradNode> {
  const seen = new Set<GradNode>()
  const open = roots.map((edge) => edge.node)
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    for (const edge of node.edges) if (edge !== null) open.push(edge.node)
  }
  const useful = new Set<GradNode>(wanted.map((edge) => edge.node))
  for (const node of [...seen].sort((a, b) => a.serial - b.serial)) {
    if (node.edges.some((edge) => edge !== null && useful.has(edge.node))) useful.add(node)
  }
  return useful
}

function pick(wanted: readonly Edge[], node: GradNode, place: number, found: (Tensor | undefined)[]): void {
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i]!.node !== node) continue
    const gradient = tensorAt(place + wanted[i]!.index)
    if (gradient !== undefined) hold(gradient)
    found[i] = gradient
  }
}

/** Hooks may keep what they see, so it is not the walk's any more. */
function runHooks(node: GradNode, place: number): void {
  node.extras!.hooks?.forEach((hooks, index) => {
    for (const hook of hooks) {
      const gradient = tensorAt(place + index)
      if (gradient === undefined) continue
      letGo(gradient)
      tensors[place + index] = suspendScopes(() => hook(gradient)) ?? gradient
    }
  })
  node.extras!.retaining?.forEach((tensor, index) => {
    const gradient = tensorAt(place + index)
    if (gradient !== undefined) accumulate(tensor, gradient)
  })
}

/**
 * From one number on through operations on single numbers, while each has but one parent and nothing else waits: no other
 * gradient can reach it then, and it needs no place.
 */
function alongChain(walk: Walk, from: GradNode, gradient: number, retainGraph: boolean): void {
  let node = from
  let g = gradient
  while (node.extras === null) {
    const { leaf, parent0, parent1 } = node
    if (leaf !== null && leaf.shape.length === 0) {
      accumulateNumber(leaf, g)
      return
    }
    if (!node.isScalar || (parent0 === null) === (parent1 === null)) break
    g = numberThrough(node, parent0 === null ? 1 : 0, g)
    if (!retainGraph) spend(node)
    node = (parent0 ?? parent1)!
  }
  sendNumber(walk, node, g)
}

/** The gradient of one input of an operation on single numbers. */
function numberThrough(node: GradNode, input: number, g: number): number {
  const { a, b, y } = node
  if (node.isSpent) requireKept(node)
  if (a !== null && a.ownStorage !== null) checkVersion(node, a, 0)
  if (b !== null && b.ownStorage !== null) checkVersion(node, b, 1)
  if (y !== null && y.ownStorage !== null) checkVersion(node, y, 2)
  const formula = node.operation.scalar!.gradient[input]!
  return Math.fround(
    formula(
      g,
      a === null ? NaN : singleOf(a),
      b === null ? NaN : singleOf(b),
      y === null ? NaN : singleOf(y),
      node.params,
    ),
  )
}

/** Gradients of an operation on single numbers. */
function throughNumbers(walk: Walk, node: GradNode, g: number): void {
  if (node.allEdges === null) {
    const { parent0, parent1 } = node
    // Before the first is sent: a formula that fails must leave no half of a step.
    const first = parent0 === null ? 0 : numberThrough(node, 0, g)
    const second = parent1 === null ? 0 : numberThrough(node, 1, g)
    if (parent0 !== null) sendNumber(walk, parent0, first)
    if (parent1 !== null) sendNumber(walk, parent1, second)
    return
  }
  node.allEdges.forEach((edge, i) => {
    if (edge !== null) send(walk, edge.node, edge.index, numberTensor(numberThrough(node, i, g), 'float32'))
  })
}

/** @throws GradError where a formula needs what was given back */
function requireKept(node: GradNode): void {
  node.edges.forEach((edge, i) => {
    if (edge !== null) keptOf(node, i)
  })
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

function throughTensors(walk: Walk, node: GradNode, place: number): void {
  const { operation, params, allEdges } = node
  const context = (walk.context ??= new StepContext(walk))
  context.node = node
  context.place = place
  const g = node.allOutputs === null ? tensorAt(place)! : context.grads[0]!
  if (operation.gradients !== undefined) {
    const results = formulaOf(operation.gradients)(g, keptOf(node, 0), params, context)
    node.edges.forEach((edge, i) => {
      const gradient = edge === null ? undefined : results[i]
      if (gradient !== undefined) send(walk, edge!.node, edge!.index, fitted(gradient, edge!.node, edge!.index, node))
    })
  } else if (allEdges === null) {
    if (node.parent0 !== null) throughFormula(walk, node, 0, g, context, node.parent0, 0)
    if (node.parent1 !== null) throughFormula(walk, node, 1, g, context, node.parent1, 0)
    if (node.parent2 !== null) throughFormula(walk, node, 2, g, context, node.parent2, 0)
  } else {
    for (let i = 0; i < allEdges.length; i++) {
      const edge = allEdges[i]!
      if (edge !== null) throughFormula(walk, node, i, g, context, edge.node, edge.index)
    }
  }
}

/** The gradient of input i, sent to where the input came from. */
function throughFormula(
  walk: Walk,
  node: GradNode,
  i: number,
  g: Tensor,
  context: GradContext,
  to: GradNode,
  index: number,
): void {
  if (walk.useful !== null && !walk.useful.has(to)) return
  const { operation } = node
  const gradient = operation.gradient === undefined ? undefined : operation.gradient[i]
  if (gradient == null) return
  const kept = keptOf(node, i)
  const result =
    (operation.kernel === undefined || walk.createGraph ? undefined : elementGradient(operation, g, kept)) ??
    formulaOf(gradient)(g, kept, node.params, context)
  if (result !== undefined) send(walk, to, index, fitted(result, to, index, node))
}

/** Gives back what a node kept. */
function spend(node: GradNode): void {
  node.isSpent = true
  if (node.a !== null) unkeep(node.a)
  if (node.b !== null) unkeep(node.b)
  if (node.c !== null) unkeep(node.c)
  if (node.y !== null) unkeep(node.y)
  node.a = node.b = node.c = node.y = null
  if (node.extras === null || node.extras.kept === null) return
  for (const kept of node.extras.kept) if (kept !== null) kept.tensors.forEach(unkeep)
  node.extras.kept = null
}

/** What formula i needs, if it is still there and still what it was. */
function keptOf(node: GradNode, i: number): readonly Tensor[] {
  const gradient = node.operation.gradients ?? node.operation.gradient?.[i]
  if (gradient == null) return none
  const keeps = keepsOf(gradient)
  // A formula that needs nothing can run any number of times.
  if (keeps.length === 0) return none
  if (node.isSpent) {
    throw new GradError(
      'backward: this graph was walked before and what it needs was given back. Keep it with backward({ retainGraph: true }).',
      {
        code: 'backward-twice',
        params: { operation: node.name },
        torch: runtimeError(
          'Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.',
        ),
      },
    )
  }
  if (node.kept === null) {
    const first = keptAt(node, keeps[0]!)
    // A literal is as long as it has to be, where `push` would leave room for more.
    if (keeps.length === 1) return [first]
    const second = keptAt(node, keeps[1]!)
    return keeps.length === 2 ? [first, second] : [first, second, ...keeps.slice(2).map((kept) => keptAt(node, kept))]
  }
  const kept = node.kept[i]
  if (kept == null) return none
  for (let k = 0; k < kept.tensors.length; k++) requireVersion(node, kept.tensors[k]!, kept.versions[k]!)
  return kept.tensors
}

/** A tensor that one of the node's own fields keeps, if it is still what it was. */
function keptAt(node: GradNode, kept: Kept): Tensor {
  const at = placeOfKept(kept)
  const tensor = (at === 0 ? node.a : at === 1 ? node.b : at === 2 ? node.y : node.c)!
  checkVersion(node, tensor, at)
  return tensor
}

/** @param at  the place of the tensor among the node's own */
function checkVersion(node: GradNode, tensor: Tensor, at: number): void {
  requireVersion(node, tensor, node.versions === null ? 0 : node.versions[at]!)
}

function requireVersion(node: GradNode, tensor: Tensor, expected: number): void {
  const found = tensor.version
  if (found === expected) return
  const origin = tensor.node === null ? '' : `, which is output ${tensor.outputIndex} of ${tensor.node.name},`
  throw new GradError(
    `backward: ${node.name} needs a tensor of shape ${shown(tensor.shape)} that was changed in place afterwards: it is at version ${found}, ${expected} was kept. Use the form without _ , or change a clone().`,
    {
      code: 'changed-in-place',
      params: { operation: node.name, shape: tensor.shape, version: found, expected },
      torch: runtimeError(
        `one of the variables needed for gradient computation has been modified by an inplace operation: [torch.${dtypes[tensor.dtype].torch}Tensor ${shown(tensor.shape)}]${origin} is at version ${found}; expected version ${expected} instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True).`,
      ),
    },
  )
}

/** A gradient in the shape and type of what it is the gradient of: what was broadcast is summed, what was widened narrowed. */
function fitted(gradient: Tensor, to: GradNode, index: number, node: GradNode): Tensor {
  const { shape, dtype } = to.allOutputs === null ? to : to.allOutputs[index]!
  let result = gradient
  if (!sameShape(result.shape, shape)) {
    const lead = result.shape.length - shape.length
    let fits = lead >= 0
    for (let d = 0; d < shape.length; d++) fits &&= shape[d] === 1 || shape[d] === result.shape[d + lead]
    if (!fits) {
      throw new ShapeError(`${node.name}: its gradient has shape ${shown(result.shape)}, the input ${shown(shape)}.`, {
        code: 'gradient-shape',
        params: { operation: node.name, gradient: result.shape, input: shape },
        torch: runtimeError(
          `Function ${node.name} returned an invalid gradient at index 0 - got ${shown(result.shape)} but expected shape compatible with ${shown(shape)}`,
        ),
      })
    }
    result = result.sumToShape(shape)
  }
  return result.dtype === dtype ? result : result.to(dtype)
}

function accumulateAt(leaf: Tensor, place: number): void {
  if (kinds[place] !== aNumber || leaf.shape.length !== 0) accumulate(leaf, tensorAt(place)!)
  else accumulateNumber(leaf, numbers[place]!)
}

function accumulateNumber(leaf: Tensor, gradient: number): void {
  const before = leaf.ownGrad
  if (before === null) {
    leaf.ownGrad = numberTensor(gradient, 'float32')
    leaf.gradWasRead = false
  } else if (!leaf.gradWasRead && before.ownStorage === null && !isGradEnabled())
    before.value = Math.fround(before.value! + gradient)
  else accumulate(leaf, numberTensor(gradient, 'float32'))
}

function accumulate(leaf: Tensor, gradient: Tensor): void {
  if (leaf.ownGrad === null) {
    // A copy: one gradient may have reached several leaves, and each may change its own in place.
    leaf.ownGrad = isTheWalks(gradient) ? gradient : gradient.copied()
    leaf.gradWasRead = false
    letGo(leaf.ownGrad)
  } else if (isGradEnabled()) leaf.ownGrad = leaf.ownGrad.add(gradient)
  else if (leaf.gradWasRead || !addInto(leaf.ownGrad, gradient)) leaf.ownGrad.add_(gradient)
}

/** Whether a gradient is nobody else's and all that its storage holds. */
function isTheWalks(gradient: Tensor): boolean {
  const storage = gradient.ownStorage
  return (
    storage !== null &&
    storage.holders === 1 &&
    gradient.node === null &&
    storage.length === gradient.numel() &&
    gradient.isContiguous()
  )
}

/** The gradient to start from: the one given, or 1 for a tensor of one element. */
export function startingGradient(output: Tensor, gradient: Tensor | null | undefined): Tensor {
  if (gradient != null) {
    if (!sameShape(gradient.shape, output.shape)) {
      throw new ShapeError(
        `backward: the gradient has shape ${shown(gradient.shape)}, the tensor ${shown(output.shape)}. They must be equal.`,
        {
          code: 'gradient-shape',
          params: { gradient: gradient.shape, output: output.shape },
          torch: runtimeError(
            `Mismatch in shape: grad_output[0] has a shape of torch.Size(${shown(gradient.shape)}) and output[0] has a shape of torch.Size(${shown(output.shape)}).`,
          ),
        },
      )
    }
    return gradient
  }
  if (output.numel() !== 1) {
    throw new GradError(
      `backward: starts from one number, the shape is ${shown(output.shape)}. Reduce it first, .sum() or .mean(), or pass the gradient to start from.`,
      {
        code: 'backward-of-many',
        params: { shape: output.shape },
        torch: runtimeError('grad can be implicitly created only for scalar outputs'),
      },
    )
  }
  return filled(output.shape, output.dtype, 1)
}

export function rootEdge(output: Tensor, index: number): Edge {
  const edge = output.gradientEdge()
  if (edge !== null) return edge
  throw withoutGraph(index)
}

function withoutGraph(index: number): GradError {
  return new GradError(
    'backward: nothing was recorded for this tensor: no tensor it was computed from has requiresGrad. Make one with { requiresGrad: true }.',
    {
      code: 'backward-without-graph',
      params: { index },
      torch: runtimeError(`element ${index} of tensors does not require grad and does not have a grad_fn`),
    },
  )
}
