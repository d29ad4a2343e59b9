/** What an operation took and gave, for those who look at the graph later. */
import { fromNumbers, values } from '../kernels/values.ts'
import type { Tensor } from '../tensor.ts'

/** `given` and `made` are copies of the numbers at that moment: an update in place must not change what the graph shows. */
export interface Trace {
  readonly inputs: readonly Tensor[]
  readonly outputs: readonly Tensor[]
  readonly given: readonly Tensor[]
  readonly made: readonly Tensor[]
}

/** The last copy of a tensor, taken again only after its numbers changed. */
const copies = new WeakMap<Tensor, { version: number; copy: Tensor }>()

export function traceOf(inputs: readonly Tensor[], outputs: readonly Tensor[]): Trace {
  return { inputs, outputs, given: inputs.map(copyOf), made: outputs.map(copyOf) }
}

function copyOf(x: Tensor): Tensor {
  const { version } = x.storage
  const known = copies.get(x)
  if (known?.version === version) return known.copy
  const copy = fromNumbers(values(x).slice(), x.shape, x.dtype)
  copies.set(x, { version, copy })
  return copy
}
