/** Sums, means or maxima of rows of a table: one for each bag of whole numbers. */
import { apply } from '../autograd/apply.ts'
import { ArgumentError, ShapeError, runtimeError, shown, type TorchError } from '../errors.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import type { Tensor } from '../tensor.ts'
import { composed } from './composed.ts'
import { zeros } from './create.ts'
import { checkLookup, embedding, limitNorms, paddingRow } from './embedding.ts'
import { indexAdd } from './index-along.ts'
import { stack } from './join.ts'
import { input } from './operand.ts'
import { choice, settings, type Settings } from './settings.ts'

export interface EmbeddingBagOptions {
  /** For indices in a row: where each bag begins, [bags] int64, the first 0. */
  offsets?: Tensor | null
  /** Rows that are looked up and are longer are scaled down to this length first, in place. */
  maxNorm?: number | null
  /** The p of the norm for `maxNorm`. Default: 2. */
  normType?: number
  /** Divide each row's gradient by how often it was looked up. Default: false. */
  scaleGradByFreq?: boolean
  /** What becomes of a bag's rows. Default: 'mean'. */
  mode?: 'sum' | 'mean' | 'max'
  /** Accepted and without effect: gradients are dense. */
  sparse?: boolean
  /** A factor for each row, in the shape of the indices; for 'sum' only. */
  perSampleWeights?: Tensor | null
  /** Whether `offsets` ends with the number of indices. Default: false. */
  includeLastOffset?: boolean
  /** A row that counts for no bag; negative counts from the end. */
  paddingIdx?: number | null
}

const names = [
  'offsets',
  'maxNorm',
  'normType',
  'scaleGradByFreq',
  'mode',
  'sparse',
  'perSampleWeights',
  'includeLastOffset',
  'paddingIdx',
] as const

const fail = (message: string, torch: TorchError): ArgumentError =>
  new ArgumentError(`embeddingBag: ${message}`, { code: 'embedding-bag', torch })

const value = (message: string): TorchError => ({ type: 'ValueError', message })

/** Where each bag begins, and behind the last. */
function bagEnds(indices: Tensor, offsets: Tensor | null, includeLastOffset: boolean): number[] {
  if (indices.ndim === 2) {
    if (offsets !== null) {
      throw fail(
        `rows of indices are bags of their own; offsets must not be given as well.`,
        value(
          "if input is 2D, then offsets has to be None, as input is treated is a mini-batch of fixed length sequences. However, found offsets of type <class 'torch.Tensor'>",
        ),
      )
    }
    const [bags, length] = indices.shape as [number, number]
    return Array.from({ length: bags + 1 }, (_, bag) => bag * length)
  }
  if (indices.ndim !== 1) {
    throw new ShapeError(
      `embeddingBag: indices are [bags, length], or [n] with offsets; got shape ${shown(indices.shape)}.`,
      {
        code: 'input-rank',
        params: { operation: 'embeddingBag', shape: indices.shape, expected: '1, 2' },
        torch: value(`input has to be 1D or 2D Tensor, but got Tensor of dimension ${indices.ndim}`),
      },
    )
  }
  if (offsets === null || offsets.ndim !== 1)
    throw fail(
      'indices in a row need offsets, where each bag begins: [bags].',
      value('offsets has to be a 1D Tensor but got None'),
    )
  const starts = [...values(offsets)]
  const n = indices.shape[0]!
  if (starts.length > 0 && starts[0] !== 0) {
    throw fail(
      `the first bag begins at 0, got ${starts[0]}.`,
      runtimeError(
        `offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from position 0. However, got ${starts[0]}`,
      ),
    )
  }
  if (starts.length > 0 && starts.at(-1)! > n) {
    throw fail(
      `the last bag begins at ${starts.at(-1)}, behind the ${n} indices.`,
      runtimeError(`offsets[-1] can not be greater than input's length ${n} but got offsets[-1] of ${starts.at(-1)}`),
    )
  }
  return includeLastOffset ? starts : [...starts, n]
}

/** int64 [n]. */
function wholes(list: readonly number[]): Tensor {
  const out = newNumbers('int64', list.length)
  out.set(list)
  return fromNumbers(out, [list.length], 'int64')
}

/**
 * The sum, mean or maximum of rows of a table for each bag of indices, as `embedding` and a reduction would give.
 *
 * @param indices  [bags, length], or [n] with offsets
 * @param weight   [rows, width]
 * @param given    offsets, maxNorm, normType, scaleGradByFreq, mode, sparse, perSampleWeights, includeLastOffset, paddingIdx, in a row or by name
 * @returns  [bags, width]; 0 for an empty bag
 * @throws ArgumentError `embedding-bag`, `padding-index`; IndexError `index-out-of-range`; DtypeError `index-dtype`; ShapeError `input-rank`, `table-rank`
 * Gradient: that of the reduction, to the rows that were looked up.
 * @example embeddingBag(tensor([[0, 1]], { dtype: 'int64' }), tensor([[1, 2], [3, 4]])).tolist() // [[2, 3]]
 */
export function embeddingBag(indices: Tensor, weight: Tensor, ...given: Settings<EmbeddingBagOptions>): Tensor {
  const options = settings<EmbeddingBagOptions>('embeddingBag', names, given)
  const {
    offsets = null,
    mode = 'mean',
    perSampleWeights = null,
    includeLastOffset = false,
    scaleGradByFreq = false,
    maxNorm = null,
    normType = 2,
  } = options
  choice('embeddingBag', 'mode', mode, ['sum', 'mean', 'max'], value('mode has to be one of sum, mean or max'))
  const ends = bagEnds(input('embeddingBag', indices), offsets, includeLastOffset)
  checkWeights(indices, perSampleWeights, mode)
  checkLookup('embeddingBag', indices, weight)
  const padding = paddingRow('embeddingBag', options.paddingIdx, weight.shape[0]!)
  if (maxNorm !== null) limitNorms('embeddingBag', weight, indices, maxNorm, normType)
  const all = [...values(indices)]
  const bags = ends
    .slice(1)
    .map((end, bag) => all.map((_, i) => i).filter((i) => i >= ends[bag]! && i < end && all[i] !== padding))
  return apply(
    perSampleWeights === null ? EmbeddingBag : WeightedEmbeddingBag,
    perSampleWeights === null ? [weight] : [weight, perSampleWeights],
    { all, bags, mode, scaleGradByFreq },
  )
}

interface Bags {
  /** The indices. */
  readonly all: readonly number[]
  /** Which of them are in each bag. */
  readonly bags: readonly (readonly number[])[]
  readonly mode: 'sum' | 'mean' | 'max'
  readonly scaleGradByFreq: boolean
}

const EmbeddingBag = composed<Bags>('EmbeddingBagBackward0', 1, reduced)
const WeightedEmbeddingBag = composed<Bags>('EmbeddingBagBackward0', 2, reduced)

function reduced([weight, perSampleWeights]: readonly Tensor[], { all, bags, mode, scaleGradByFreq }: Bags): Tensor {
  const counted = bags.flat()
  const rows = embedding(wholes(counted.map((i) => all[i]!)), weight!, { scaleGradByFreq })
  const [count, width] = [bags.length, weight!.shape[1]!]
  const { dtype } = weight!
  if (mode === 'max') {
    let start = 0
    const largest = bags.map((bag) => {
      const own = rows.narrow(0, start, bag.length)
      start += bag.length
      return bag.length === 0 ? zeros([width], { dtype }) : (own.max({ dim: 0 }) as { values: Tensor }).values
    })
    return count === 0 ? zeros([0, width], { dtype }) : stack(largest)
  }
  const scaled =
    perSampleWeights === undefined
      ? rows
      : rows.mul(perSampleWeights.reshape(-1).indexSelect(0, wholes(counted)).unsqueeze(1))
  const sums = indexAdd(zeros([count, width], { dtype }), 0, wholes(bags.flatMap((bag, b) => bag.map(() => b))), scaled)
  if (mode === 'sum') return sums
  const sizes = newNumbers(dtype, count)
  bags.forEach((bag, b) => (sizes[b] = Math.max(bag.length, 1)))
  return sums.div(fromNumbers(sizes, [count, 1], dtype))
}

function checkWeights(indices: Tensor, perSampleWeights: Tensor | null, mode: string): void {
  if (perSampleWeights === null) return
  if (perSampleWeights.shape.join() !== indices.shape.join()) {
    throw fail(
      `a weight for each index: shapes ${shown(perSampleWeights.shape)} and ${shown(indices.shape)}.`,
      value(
        `embedding_bag: If per_sample_weights (torch.Size(${shown(perSampleWeights.shape)})) is not None, then it must have the same shape as the input (torch.Size(${shown(indices.shape)}))`,
      ),
    )
  }
  if (mode !== 'sum') {
    throw fail(`perSampleWeights are for mode 'sum', not '${mode}'.`, {
      type: 'NotImplementedError',
      message: `embedding_bag: per_sample_weights was not None. per_sample_weights is only supported for mode='sum' (got mode='${mode}'). Please open a feature request on GitHub.`,
    })
  }
}
