/** Gradients that are too large, made smaller. */
import { noGrad } from '../autograd/mode.ts'
import { ArgumentError } from '../errors.ts'
import { fromNumbers, newNumbers, values } from '../kernels/values.ts'
import { named, type Call } from '../ops/arguments.ts'
import { tensor } from '../ops/create.ts'
import { Tensor } from '../tensor.ts'

const gradientsOf = (parameters: Tensor | Iterable<Tensor>): Tensor[] =>
  (parameters instanceof Tensor ? [parameters] : [...parameters])
    .map((parameter) => parameter.ownGrad)
    .filter((gradient) => gradient !== null)

interface NormOptions {
  /** The largest norm allowed. */
  maxNorm: number
  /** The p of the norm; Infinity for the largest. Default 2. */
  normType?: number
  /** Whether a norm of NaN or ∞ is an error. Default false. */
  errorIfNonfinite?: boolean
}

/** The p-norm, in the tensor's precision. */
function normOf(x: Tensor, p: number): Tensor {
  const numbers = values(x)
  const out = newNumbers(x.dtype, 1)
  let total = 0
  if (p === Infinity)
    for (let i = 0; i < numbers.length; i++)
      total = Number.isNaN(total) || Number.isNaN(numbers[i]!) ? NaN : Math.max(total, Math.abs(numbers[i]!))
  else if (p === 2) for (let i = 0; i < numbers.length; i++) total += numbers[i]! * numbers[i]!
  else for (let i = 0; i < numbers.length; i++) total += Math.abs(numbers[i]!) ** p
  out[0] = p === Infinity ? total : p === 2 ? Math.sqrt(total) : total ** (1 / p)
  return fromNumbers(out, [], x.dtype)
}

/**
 * Scales all gradients by one factor, so that their common norm is at most `maxNorm`: `g ← g · min(1, maxNorm / (|g| + 1e-6))`.
 *
 * @param parameters  tensors; those without a gradient are left out
 * @param given       maxNorm, the largest norm allowed, normType, errorIfNonfinite, in a row or by name
 * @returns  the norm before
 * @throws ArgumentError `nonfinite-norm`
 * Source: Pascanu, Mikolov, Bengio 2013, Algorithm 1.
 * @example const w = zeros(2, { requiresGrad: true }); w.mul(tensor([3, 4])).sum().backward(); nn.utils.clipGradNorm_([w], 1).item() // 5
 */
export function clipGradNorm_(
  parameters: Tensor | Iterable<Tensor>,
  ...given: Call<[maxNorm: number, normType: number], Partial<NormOptions>>
): Tensor {
  const optional = ['normType', 'errorIfNonfinite'] as const
  const {
    maxNorm,
    normType = 2,
    errorIfNonfinite = false,
  } = named<NormOptions>('clipGradNorm_', ['maxNorm'], optional, given)
  const gradients = gradientsOf(parameters)
  if (gradients.length === 0) return tensor(0)
  const norms = gradients.map((gradient) => normOf(gradient, normType))
  const joined = newNumbers(norms[0]!.dtype, norms.length)
  norms.forEach((norm, i) => (joined[i] = norm.item() as number))
  const total = normOf(fromNumbers(joined, [norms.length], norms[0]!.dtype), normType)
  if (errorIfNonfinite && !Number.isFinite(total.item())) {
    throw new ArgumentError(
      `clipGradNorm_: the norm of the gradients is ${String(total.item())}. Without { errorIfNonfinite: true } they are scaled all the same.`,
      {
        code: 'nonfinite-norm',
        params: { norm: String(total.item()) },
        torch: {
          type: 'RuntimeError',
          message: `The total norm of order ${normType === Infinity ? 'inf' : normType.toFixed(1)} for gradients from \`parameters\` is non-finite, so it cannot be clipped. To disable this error and scale the gradients by the non-finite norm anyway, set \`error_if_nonfinite=False\``,
        },
      },
    )
  }
  noGrad(() => {
    // A number over a tensor is a reciprocal and a product in PyTorch.
    const factor = total.add(1e-6).reciprocal().mul(maxNorm).clamp({ max: 1 })
    for (const gradient of gradients) gradient.mul_(factor)
  })
  return total
}

/**
 * Cuts every number of every gradient to [−clipValue, clipValue].
 * @example const w = zeros(1, { requiresGrad: true }); w.mul(9).sum().backward(); nn.utils.clipGradValue_(w, 1); w.grad.item() // 1
 */
export function clipGradValue_(
  parameters: Tensor | Iterable<Tensor>,
  ...given: Call<[clipValue: number], { clipValue?: number }>
): void {
  const { clipValue } = named<{ clipValue: number }>('clipGradValue_', ['clipValue'], [], given)
  noGrad(() => {
    for (const gradient of gradientsOf(parameters)) gradient.clamp_({ min: -clipValue, max: clipValue })
  })
}
