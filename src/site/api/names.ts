/** How PyTorch's names are written here, and which of its parameters have no place in a browser. */
import type { Api, Entry } from './load-api.ts'

/** `cross_entropy` → `crossEntropy`, `relu_` → `relu_`, `conv1d` → `conv1d`. */
export function camelCase(name: string): string {
  return name.replace(/(?<=[a-zA-Z0-9])_([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/** Devices, memory layouts, results written into tensors of others, named dimensions; and what PyTorch itself deprecates. */
export const unusedParameters: ReadonlySet<string> = new Set([
  ...[
    'device',
    'layout',
    'pinMemory',
    'memoryFormat',
    'out',
    'names',
    'nonBlocking',
    'sizeAverage',
    'reduce',
    'verbose',
  ],
  // Ways to compute the same on processors of other kinds.
  ...['foreach', 'capturable', 'fused', 'differentiable'],
])

/** Every name under which an argument can be given. */
export function paramNames({ signatures, doc }: Pick<Entry, 'signatures' | 'doc'>): Set<string> {
  const named = signatures.flatMap(({ params }) =>
    params.flatMap(({ name, members = [], unspoken = [] }) => [
      name,
      ...members.map((member) => member.name),
      ...unspoken,
    ]),
  )
  return new Set([...named, ...doc.params.map(({ name }) => name.replace(/^options\./, ''))])
}

/** JavaScript's own values, and data types, which are words here. */
const constants: Record<string, string> = { e: 'Math.E', inf: 'Infinity', nan: 'NaN', pi: 'Math.PI', Size: 'number[]' }
const dtypeAliases: Record<string, string> = { double: 'float64', float: 'float32', long: 'int64' }

/** What stands here for a name that is no function of ours; undefined for any other. */
export function spellingOf(area: string, name: string, api: Pick<Api, 'dtypes'>): string | undefined {
  if (area !== 'torch') return undefined
  const dtype = dtypeAliases[name] ?? name
  return constants[name] ?? (api.dtypes.includes(dtype) ? `'${dtype}'` : undefined)
}
