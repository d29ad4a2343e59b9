/** Gradients as they come back through a graph, edge by edge. */
import type * as Engine from '../../engine/index.ts'
import type { TapeEngine } from './tape.ts'

type Tensor = Engine.Tensor
type GraphNode = Engine.GraphNode

export interface FlowEdge {
  from: number
  output: number
  to: number
  input: number
  local?: Tensor
  product?: Tensor
}

export interface Flow {
  /** By node, the gradient at each of its outputs: the sum over all that use it. */
  arrived: Map<number, (Tensor | undefined)[]>
  edges: FlowEdge[]
}

/** Operations of which each element of the result depends on the element at its place alone, where shapes are equal. */
const elementwise = new Set(
  [
    'Abs Acos Acosh Add Asin Asinh Atan Atanh Celu Cos Cosh Div Elu Erf Exp Exp2 Expm1 Gelu Hardsigmoid Hardswish',
    'Hardtanh LeakyRelu Lgamma Log Log10 Log1P Log2 LogSigmoid Mish Mul Neg Pow Reciprocal Relu Rsqrt Rsub Selu Sigmoid',
    'Sigmoid Sign Silu Sin Sinh Softplus Softsign Sqrt Sub Tan Tanh',
  ].flatMap((line) => line.split(' ').map((name) => `${name}Backward`)),
)

/** @param graph  nodes before those that use them; the last is the result */
export function flowBack(graph: readonly GraphNode[], result: Tensor, engine: TapeEngine): Flow {
  const arrived: Flow['arrived'] = new Map()
  const edges: FlowEdge[] = []
  const kinds = new Map(graph.map(({ id, kind }) => [id, kind]))
  const send = (id: number, output: number, gradient: Tensor) => {
    let slots = arrived.get(id)
    if (!slots) arrived.set(id, (slots = []))
    while (slots.length <= output) slots.push(undefined)
    slots[output] = slots[output]?.add(gradient) ?? gradient
  }

  send(graph.at(-1)!.id, result.gradFn === null ? 0 : result.outputIndex, engine.onesLike(result.detach()))
  for (const node of graph.toReversed()) {
    const wanted = node.inputs.map((id) => kinds.get(id) !== 'constant')
    const slots = arrived.get(node.id)
    const back = slots && goBackIfPossible(node, wanted, slots, engine)
    node.inputs.forEach((from, input) => {
      const output = node.inputOutputs[input] ?? 0
      const { local, product } = back?.[input] ?? {}
      edges.push({ from, output, to: node.id, input, ...(local && { local }), ...(product && { product }) })
      if (product) send(from, output, product)
    })
  }
  return { arrived, edges }
}

type Back = (Pick<FlowEdge, 'local' | 'product'> | undefined)[]

/** An operation that cannot run again ends the way back there; the rest of the graph is shown all the same. */
function goBackIfPossible(...given: Parameters<typeof goBack>): Back | undefined {
  try {
    return goBack(...given)
  } catch {
    return undefined
  }
}

/** What one operation hands on: its formula, on the numbers it was given. */
function goBack(
  { recorded, name }: GraphNode,
  wanted: readonly boolean[],
  slots: readonly (Tensor | undefined)[],
  { grad, onesLike }: TapeEngine,
): Back | undefined {
  if (!recorded || !wanted.includes(true)) return undefined
  const inputs = recorded.inputs.map((x, i) => (wanted[i] ? x.detach().requiresGrad_() : x))
  const asked = inputs.filter((_, i) => wanted[i])
  const outputs = recorded.compute(inputs)
  const from = [...slots.keys()].filter((k) => slots[k] !== undefined && outputs[k]?.requiresGrad)
  if (from.length === 0) return undefined
  const products = grad(
    from.map((k) => outputs[k]!),
    asked,
    { gradOutputs: from.map((k) => slots[k]!), allowUnused: true, retainGraph: true },
  )
  const [output] = outputs
  const isAlone = outputs.length === 1 && output !== undefined
  const locals = isAlone ? grad(output, asked, { gradOutputs: onesLike(output.detach()), allowUnused: true }) : []
  const isElementwise = elementwise.has(name.replace(/\d$/, ''))
  return inputs.map((x, i) => {
    if (!wanted[i]) return undefined
    const k = asked.indexOf(x)
    const product = products[k] ?? undefined
    const isPlain = isAlone && ((x.numel() === 1 && output.numel() === 1) || (isElementwise && sameShape(x, output)))
    const local = isPlain ? (locals[k] ?? undefined) : undefined
    return { ...(local && { local }), ...(product && { product }) }
  })
}

function sameShape(a: Tensor, b: Tensor): boolean {
  return a.shape.length === b.shape.length && a.shape.every((size, d) => size === b.shape[d])
}
