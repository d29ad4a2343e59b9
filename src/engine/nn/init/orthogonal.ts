/** Initial weights with a structure: orthogonal rows, or mostly zeros. */
import { noGrad } from '../../autograd/mode.ts'
import { filled, fromNumbers, newNumbers, values } from '../../kernels/values.ts'
import { settings, type Settings } from '../../ops/settings.ts'
import { randperm } from '../../random/create.ts'
import type { Tensor } from '../../tensor.ts'
import { requireRank } from './fans.ts'
import type { RandomInit } from './fill.ts'

/**
 * A random matrix whose rows, or columns where there are fewer, are orthogonal and of length `gain`.
 *
 * @param tensor  [rows, …]; the other dimensions count as one
 * @param args    gain (default 1), in a row or by name
 * @throws ShapeError `init-rank`
 * Source: Saxe, McClelland, Ganguli 2014; an even choice among all such matrices: Mezzadri 2007.
 * @example const w = nn.init.orthogonal_(zeros(2, 3)); matmul(w, w.t()).round().tolist() // [[1, 0], [0, 1]]
 */
export function orthogonal_(tensor: Tensor, ...args: Settings<RandomInit & { gain?: number }>): Tensor {
  const { gain = 1, generator } = settings<RandomInit & { gain?: number }>('orthogonal_', ['gain', 'generator'], args)
  requireRank('orthogonal_', tensor, tensor.ndim >= 2, '≥ 2', 'Only tensors with 2 or more dimensions are supported')
  if (tensor.numel() === 0) return tensor
  const rows = tensor.shape[0]!
  const columns = tensor.numel() / rows
  const drawn = filled([rows, columns], tensor.dtype, 0).normal_(0, 1, { generator })
  const isWide = rows < columns
  const q = orthonormalColumns(isWide ? drawn.t() : drawn)
  return noGrad(() => tensor.copy_((isWide ? q.t() : q).reshape(tensor.shape)).mul_(gain))
}

/**
 * Q of A = Q·R with a positive diagonal of R, by Gram–Schmidt in float64.
 * Each column is cleared of those before it twice: once leaves what rounding brought in.
 */
function orthonormalColumns(a: Tensor): Tensor {
  const [m, n] = a.shape as [number, number]
  const q = Float64Array.from(values(a))
  for (let j = 0; j < n; j++) {
    for (let pass = 0; pass < 2; pass++) {
      for (let k = 0; k < j; k++) {
        let overlap = 0
        for (let i = 0; i < m; i++) overlap += q[i * n + k]! * q[i * n + j]!
        for (let i = 0; i < m; i++) q[i * n + j]! -= overlap * q[i * n + k]!
      }
    }
    let square = 0
    for (let i = 0; i < m; i++) square += q[i * n + j]! ** 2
    const length = Math.sqrt(square)
    for (let i = 0; i < m; i++) q[i * n + j]! /= length
  }
  const out = newNumbers(a.dtype, m * n)
  out.set(q)
  return fromNumbers(out, [m, n], a.dtype)
}

interface Sparse extends RandomInit {
  sparsity?: number
  std?: number
}

/**
 * Normal numbers, with a part of each column set to 0.
 *
 * @param tensor  [rows, columns]
 * @param args    sparsity, the part of each column that becomes 0; std (default 0.01)
 * @throws ShapeError `init-rank`
 * Source: Martens 2010, §5.
 * @example nn.init.sparse_(zeros(4, 1), 0.5).eq(0).sum().item() // 2
 */
export function sparse_(tensor: Tensor, ...args: Settings<Sparse>): Tensor {
  const { sparsity = 0, std = 0.01, generator } = settings<Sparse>('sparse_', ['sparsity', 'std', 'generator'], args)
  requireRank('sparse_', tensor, tensor.ndim === 2, '2', 'Only tensors with 2 dimensions are supported')
  const [rows, columns] = tensor.shape as [number, number]
  const zeros = Math.ceil(sparsity * rows)
  return noGrad(() => {
    tensor.normal_(0, std, { generator })
    const numbers = values(tensor).slice()
    for (let column = 0; column < columns; column++) {
      const order = values(randperm(rows))
      for (let k = 0; k < zeros; k++) numbers[order[k]! * columns + column] = 0
    }
    return tensor.copy_(fromNumbers(numbers, tensor.shape, tensor.dtype))
  })
}
