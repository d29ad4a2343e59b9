/** Affine maps: what a fully connected layer computes. */
import { ShapeError, runtimeError, shown } from '../errors.ts'
import { numelOf } from '../shape.ts'
import { Tensor } from '../tensor.ts'
import { addmm } from './addmm.ts'
import { matmul } from './matmul.ts'
import { input } from './operand.ts'
import { settings, type Settings } from './settings.ts'

interface BiasOption {
  bias?: Tensor | null
}

/**
 * Affine map `y = x · Wᵀ + b`, for each row of x.
 *
 * @param x       [..., in]
 * @param weight  [out, in], or [in] for one output
 * @param given   bias [out], in a row or by name
 * @returns  [..., out]
 * @throws ShapeError `matmul-inner`, `expand`; DtypeError `dtypes-differ`
 * Gradient: `dx = g · W`, `dW = gᵀ · x`, `db = Σ g` over the rows.
 * Source: Goodfellow, Bengio, Courville 2016, §6.1.
 * @example linear(tensor([1, 2]), tensor([[3, 4]]), tensor([10])).tolist() // [21]
 */
export function linear(x: Tensor, weight: Tensor, ...given: Settings<BiasOption>): Tensor {
  const [first] = given
  const { bias = null } =
    given.length === 1 && (first === null || first instanceof Tensor)
      ? { bias: first }
      : settings<BiasOption>('linear', ['bias'], given)
  const rank = input('linear', x).ndim
  const matrix = input('linear', weight).t()
  if (bias === null) return matmul(x, matrix)
  if (rank === 2) return addmm(bias, x, matrix)
  if (rank === 3 && x.isContiguous() && weight.ndim === 2) {
    const lead = x.shape.slice(0, 2)
    return addmm(bias, x.reshape(numelOf(lead), x.shape[2]!), matrix).view([...lead, weight.shape[0]!])
  }
  return matmul(x, matrix).add(bias)
}

/**
 * A form linear in each of two inputs: `yₒ = x₁ᵀ · Wₒ · x₂ + bₒ`, row by row.
 *
 * @param x1      [..., in₁]
 * @param x2      [..., in₂], with the same dimensions before
 * @param weight  [out, in₁, in₂]
 * @param given   bias [out], in a row or by name
 * @returns  [..., out]
 * @throws ShapeError `bilinear`
 * Gradient: `dx₁ = Σₒ gₒ · Wₒ · x₂`, `dx₂ = Σₒ gₒ · Wₒᵀ · x₁`, `dWₒ = Σ gₒ · x₁ x₂ᵀ`, `db = Σ g` over the rows.
 * @example bilinear(tensor([[1, 2]]), tensor([[3]]), ones(1, 2, 1)).tolist() // [[9]]
 */
export function bilinear(x1: Tensor, x2: Tensor, weight: Tensor, ...given: Settings<BiasOption>): Tensor {
  const { bias = null } = settings<BiasOption>('bilinear', ['bias'], given)
  checkBilinear(input('bilinear', x1), input('bilinear', x2), input('bilinear', weight), bias)
  const [outputs, in1, in2] = weight.shape as [number, number, number]
  const lead = x1.shape.slice(0, -1)
  const rows = numelOf(lead)
  // [rows, in₁] · [in₁, out · in₂], then each row's [out, in₂] · [in₂].
  const first = x1.reshape(rows, in1).mm(weight.transpose(0, 1).reshape(in1, outputs * in2))
  const y = first
    .reshape(rows, outputs, in2)
    .bmm(x2.reshape(rows, in2, 1))
    .reshape([...lead, outputs])
  return bias === null ? y : y.add(bias)
}

function checkBilinear(x1: Tensor, x2: Tensor, weight: Tensor, bias: Tensor | null): void {
  const fail = (torch: string): never => {
    throw new ShapeError(
      `bilinear: inputs [..., in₁] and [..., in₂] with a weight [out, in₁, in₂] and a bias [out], got ${shown(x1.shape)}, ${shown(x2.shape)}, ${shown(weight.shape)}${bias === null ? '' : `, ${shown(bias.shape)}`}.`,
      {
        code: 'bilinear',
        params: { a: x1.shape, b: x2.shape, weight: weight.shape },
        torch: runtimeError(`bilinear(): ${torch}`),
      },
    )
  }
  if (x1.ndim !== x2.ndim) fail(`input dimensions do not match: got ${x1.ndim} and ${x2.ndim}`)
  for (let d = 0; d < x1.ndim - 1; d++) {
    if (x1.shape[d] !== x2.shape[d])
      fail(`input batch dimensions do not match at dim ${d}: got ${x1.shape[d]} and ${x2.shape[d]}`)
  }
  if (weight.ndim !== 3) fail(`weight must have 3 dimensions, got ${weight.ndim}`)
  if (x1.shape.at(-1) !== weight.shape[1])
    fail(`input1 size does not match weight size: got ${x1.shape.at(-1)} but expected ${weight.shape[1]}`)
  if (x2.shape.at(-1) !== weight.shape[2])
    fail(`input2 size does not match weight size: got ${x2.shape.at(-1)} but expected ${weight.shape[2]}`)
  if (bias !== null && bias.shape[0] !== weight.shape[0])
    fail(`bias size does not match weight size: got ${bias.shape[0]} but expected ${weight.shape[0]}`)
}
