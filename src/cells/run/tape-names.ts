/** What the reader calls the tensors of a graph. */
import type * as Engine from '../../engine/index.ts'
import { isModule, isTensor } from './inspect.ts'

type Tensor = Engine.Tensor

export type Names = (node: Engine.GraphNode) => string | undefined

/** Names at the top of a cell, parameters of modules as `model.weight`, and members of arrays as `layers[0]`. */
export function namesOf(values: readonly (readonly [string, unknown])[]): Names {
  const byTensor = new Map<unknown, string>()
  /** A tensor changed in place is another node's result than the one that made it. */
  const byNode = new Map<number, string>()
  const add = (name: string, tensor: Tensor) => {
    if (!byTensor.has(tensor)) byTensor.set(tensor, name)
    const node = tensor.gradFn
    if (node !== null && tensor.outputIndex === 0 && !byNode.has(node.serial)) byNode.set(node.serial, name)
  }
  for (const [name, value] of values) {
    if (isTensor(value)) add(name, value as unknown as Tensor)
    else if (Array.isArray(value))
      value.forEach((item: unknown, i) => isTensor(item) && add(`${name}[${i}]`, item as unknown as Tensor))
  }
  for (const [name, value] of values) {
    if (!isModule(value)) continue
    for (const [path, parameter] of value.namedParameters()) add(`${name}.${path}`, parameter as unknown as Tensor)
  }
  return (node) =>
    node.kind === 'operation' ? byNode.get(node.id) : node.tensor === null ? undefined : byTensor.get(node.tensor)
}
