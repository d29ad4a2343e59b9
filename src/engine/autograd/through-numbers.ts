/** The steps of a walk through operations on single numbers. */
import { numberTensor } from '../tensor.ts'
import { accumulateNumber } from './accumulate.ts'
import { checkVersion, requireKept, spend } from './kept.ts'
import type { GradNode } from './node.ts'
import { singleOf } from './scalar.ts'
import { send, sendNumber, type Walk } from './walk.ts'

/**
 * From one number on through operations on single numbers, while each has but one parent and nothing else waits: no other
 * gradient can reach it then, and it needs no place.
 */
export function alongChain(walk: Walk, from: GradNode, gradient: number, retainGraph: boolean): void {
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
export function throughNumbers(walk: Walk, node: GradNode, g: number): void {
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
