/** What a run left behind, as plain data: each name declared at the top, and the parameters of modules. */
import type { Nested } from '../parse/expectation.ts'
import type { Variable } from './events.ts'
import { formatValue } from './format.ts'
import { isModule, isTensor, numberOfElements, type TensorLike } from './inspect.ts'

/** @param limit  elements of a tensor or array beyond which its numbers are not given, only their count */
export function describeVariables(values: Iterable<readonly [string, unknown]>, limit: number): Variable[] {
  const variables: Variable[] = []
  for (const [name, value] of values) {
    if ((typeof value === 'function' && !isModule(value)) || value === undefined) continue
    variables.push(...describe(name, value, limit))
  }
  return variables
}

function describe(name: string, value: unknown, limit: number): Variable[] {
  const text = formatValue(value)
  if (isTensor(value)) return [describeTensor(name, value, text, limit)]
  if (isModule(value)) {
    const parameters = [...value.namedParameters()]
    return [
      { name, kind: 'module', text },
      ...parameters.map(([path, tensor]) => describeTensor(`${name}.${path}`, tensor, tensor.toString(), limit)),
    ]
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return [{ name, kind: typeof value as 'number' | 'boolean', text, value }]
  }
  if (Array.isArray(value)) {
    const elements = countNumbers(value)
    if (elements === undefined) return [{ name, kind: 'array', text }]
    if (elements > limit) return [{ name, kind: 'array', text, cut: elements }]
    return [{ name, kind: 'array', text, value: copyNested(value as Nested[]) }]
  }
  return [{ name, kind: typeof value === 'string' ? 'string' : 'object', text }]
}

export function describeTensor(name: string, tensor: TensorLike, text: string, limit: number): Variable {
  const variable: Variable = { name, kind: 'tensor', text, shape: [...tensor.shape], dtype: tensor.dtype }
  const elements = numberOfElements(tensor)
  if (elements > limit) variable.cut = elements
  else variable.value = tensor.tolist()
  const grad = tensor.grad
  if (grad) {
    variable.gradText = grad.toString()
    if (elements <= limit) variable.grad = grad.tolist()
  } else if (tensor.requiresGrad && tensor.isLeaf) {
    variable.grad = null
  }
  return variable
}

/** How many numbers stand in nested arrays of nothing else; `undefined` where there is something else. */
export function countNumbers(value: unknown, depth = 0): number | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return 1
  if (!Array.isArray(value) || depth > 16) return undefined
  let count = 0
  for (const item of value) {
    const inner = countNumbers(item, depth + 1)
    if (inner === undefined) return undefined
    count += inner
  }
  return count
}

function copyNested(value: readonly Nested[]): Nested[] {
  return value.map((item) => (Array.isArray(item) ? copyNested(item) : item))
}
