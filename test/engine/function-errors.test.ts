import { beforeEach, describe, expect, test } from 'vitest'
import * as engine from '../../src/engine/index.ts'
import {
  EngineError,
  functional as F,
  onWarning,
  ones,
  tensor,
  zeros,
  type Tensor,
  type Warning,
} from '../../src/engine/index.ts'

const f = tensor([1, -2])
const d = tensor([1, -2], { dtype: 'float64' })
const i = tensor([1, -2], { dtype: 'int64' })
const b = tensor([true, false])
const w = tensor([1, 2, 3, 4], { requiresGrad: true })
const index = (...shape: number[]) => zeros([...shape], { dtype: 'int64' })
const size = (...shape: number[]) => ones([...shape])

let warnings: Warning[] = []
beforeEach(() => {
  warnings = []
  onWarning((warning) => void warnings.push(warning))
})

/** Each call, its code, and what PyTorch says to the same. */
const wrong: [call: () => unknown, code: string, torch: string][] = [
  [() => b.abs(), 'dtype-not-supported', 'RuntimeError: "abs_cpu" not implemented for \'Bool\''],
  [() => b.floor(), 'dtype-not-supported', 'RuntimeError: "floor_vml_cpu" not implemented for \'Bool\''],
  [() => i.frac(), 'dtype-not-supported', 'RuntimeError: "frac_cpu" not implemented for \'Long\''],
  [() => i.round({ decimals: 1 }), 'dtype-not-supported', 'RuntimeError: "round_cpu" not implemented for \'Long\''],
  [() => i.hypot(i), 'dtype-not-supported', 'RuntimeError: "hypot_cpu" not implemented for \'Long\''],
  [() => i.logaddexp(i), 'dtype-not-supported', 'RuntimeError: "logaddexp_cpu" not implemented for \'Long\''],
  [() => b.fmod(b), 'dtype-not-supported', 'RuntimeError: "fmod_cpu" not implemented for \'Bool\''],
  [() => i.fmod(0), 'division-by-zero', 'RuntimeError: ZeroDivisionError'],
  [() => i.remainder(i.sub(i)), 'division-by-zero', 'RuntimeError: ZeroDivisionError'],
  [() => i.div(0, { roundingMode: 'floor' }), 'division-by-zero', 'RuntimeError: ZeroDivisionError'],
  [
    () => f.div(2, { roundingMode: 'up' as 'floor' }),
    'not-a-choice',
    "RuntimeError: div expected rounding_mode to be one of None, 'trunc', or 'floor' but found 'up'",
  ],
  [
    () => engine.heaviside(f, i),
    'dtypes-differ',
    'RuntimeError: heaviside is not yet implemented for tensors with different dtypes.',
  ],
  [
    () => w.floorDivide(2).sum().backward(),
    'no-derivative',
    'RuntimeError: derivative for aten::floor_divide is not implemented',
  ],
  [
    () => w.heaviside(ones(4)).sum().backward(),
    'no-derivative',
    'RuntimeError: derivative for aten::heaviside is not implemented',
  ],
  [() => i.lerp(i, 0.5), 'dtype-not-supported', 'RuntimeError: "lerp_kernel_scalar" not implemented for \'Long\''],
  [() => f.lerp(d, 0.5), 'dtypes-differ', 'RuntimeError: expected dtype float for `end` but got dtype double'],
  [
    () => f.clamp(),
    'clamp-without-bounds',
    "RuntimeError: torch.clamp: At least one of 'min' or 'max' must not be None",
  ],
  [
    () => f.clamp({ low: 1 } as object),
    'unknown-option',
    "TypeError: clamp() got an unexpected keyword argument 'low'",
  ],
  [() => f.bitwiseAnd(1), 'dtype-not-supported', 'RuntimeError: "bitwise_and_cpu" not implemented for \'Float\''],
  [() => f.bitwiseNot(), 'dtype-not-supported', 'RuntimeError: "bitwise_not_cpu" not implemented for \'Float\''],
  [() => f.isclose(i), 'dtypes-differ', 'RuntimeError: Float did not match Long'],
  [
    () => f.isclose(f, { rtol: -1 }),
    'argument-range',
    'RuntimeError: rtol must be greater than or equal to zero, but got -1',
  ],
  [() => engine.polygamma(-1, f), 'argument-range', 'RuntimeError: polygamma(n, x) does not support negative n.'],
  [() => i.exp_(), 'in-place-dtype', "RuntimeError: result type Float can't be cast to the desired output type Long"],
  [
    () => ones(3).atan2(ones(4)),
    'broadcast',
    'RuntimeError: The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 0',
  ],

  [() => F.relu(b), 'dtype-not-supported', 'RuntimeError: Boolean inputs not supported for relu'],
  ...(
    [
      ['leakyRelu', 'leaky_relu_cpu'],
      ['elu', 'elu_cpu'],
      ['selu', 'elu_cpu'],
      ['celu', 'elu_cpu'],
      ['gelu', 'GeluKernelImpl'],
      ['silu', 'silu_cpu'],
      ['mish', 'mish_cpu'],
      ['hardsigmoid', 'hardsigmoid_cpu'],
      ['hardswish', 'hardswish_cpu'],
      ['softplus', 'softplus_cpu'],
      ['softshrink', 'softshrink_cpu'],
      ['hardshrink', 'hardshrink_cpu'],
      ['rrelu', 'leaky_relu_cpu'],
      ['logsigmoid', 'log_sigmoid_cpu'],
      ['glu', 'glu_cpu'],
    ] as const
  ).map(([name, kernel]): [() => unknown, string, string] => [
    () => (F[name] as (x: Tensor) => Tensor)(i),
    'dtype-not-supported',
    `RuntimeError: "${kernel}" not implemented for 'Long'`,
  ]),
  [
    () => F.gelu(f, { approximate: 'sinh' }),
    'not-a-choice',
    'RuntimeError: approximate argument must be either none or tanh.',
  ],
  [() => F.celu(f, 0), 'argument-range', 'RuntimeError: ZeroDivisionError: alpha cannot be 0 for CELU'],
  [
    () => F.softshrink(f, -1),
    'argument-range',
    'RuntimeError: lambda must be greater or equal to 0, but found to be -1.',
  ],
  [
    () => F.rrelu(f, 0.5, 0.1),
    'argument-range',
    'RuntimeError: Lower bound should be less than or equal to the upper bound',
  ],
  [
    () => F.prelu(size(2, 4), size(3)),
    'prelu-weight',
    'RuntimeError: Mismatch of parameter numbers and input channel size. Found parameter numbers = 3 and channel size = 4.',
  ],
  [
    () => F.prelu(size(2, 4), size(1, 1)),
    'prelu-weight',
    'RuntimeError: prelu: Expected `weight` to be a scalar or 1D tensor, but got ndim = 2',
  ],
  [() => F.prelu(tensor(1), size(2)), 'prelu-weight', 'RuntimeError: Not allow zero-dim input tensor.'],
  [
    () => F.prelu(f, tensor([1], { dtype: 'float64' })),
    'dtypes-differ',
    'RuntimeError: Found dtype Double but expected Float',
  ],
  [() => F.glu(size(2, 3)), 'odd-size', 'RuntimeError: Halving dimension must be even, but dimension 1 is size 3'],
  [() => F.glu(tensor(1)), 'odd-size', 'RuntimeError: glu does not support scalars because halving size must be even'],
  [
    () => F.softmax(i, { dim: 0 }),
    'dtype-not-supported',
    'RuntimeError: "softmax_lastdim_kernel_impl" not implemented for \'Long\'',
  ],
  [
    () => F.softmax(size(2, 3), 2),
    'dim-out-of-range',
    'IndexError: Dimension out of range (expected to be in range of [-2, 1], but got 2)',
  ],
  [
    () => f.softmax(),
    'dim-missing',
    'TypeError: softmax() received an invalid combination of arguments - got (Tensor), but expected one of:\n * (Tensor input, int dim, torch.dtype dtype, *, Tensor out)\n * (Tensor input, name dim, *, torch.dtype dtype)\n',
  ],
  [
    () => F.leakyRelu(f, { slope: 1 } as object),
    'unknown-option',
    "TypeError: leaky_relu() got an unexpected keyword argument 'slope'",
  ],

  [
    () => F.mseLoss(size(3), size(4)),
    'broadcast',
    'RuntimeError: The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 0',
  ],
  [() => F.mseLoss(i, i), 'dtype-not-supported', 'RuntimeError: "mse_cpu" not implemented for \'Long\''],
  [
    () => F.mseLoss(f, f, { reduction: 'total' as 'sum' }),
    'not-a-choice',
    'ValueError: total is not a valid value for reduction',
  ],
  [
    () => F.huberLoss(f, f, { delta: 0 }),
    'argument-range',
    'RuntimeError: huber_loss does not support non-positive values for delta.',
  ],
  [
    () => F.smoothL1Loss(f, f, { beta: -1 }),
    'argument-range',
    'RuntimeError: smooth_l1_loss does not support negative values for beta.',
  ],
  [
    () => F.nllLoss(size(3, 4), index(2)),
    'loss-sizes',
    'ValueError: Expected input batch_size (3) to match target batch_size (2).',
  ],
  [() => F.nllLoss(size(3, 4), index(3).add(4)), 'target-out-of-bounds', 'IndexError: Target 4 is out of bounds.'],
  [() => F.nllLoss(size(3, 4), index(3).sub(1)), 'target-out-of-bounds', 'IndexError: Target -1 is out of bounds.'],
  [() => F.nllLoss(size(3, 4), size(3)), 'target-dtype', 'RuntimeError: expected scalar type Long but found Float'],
  [
    () => F.nllLoss(index(3, 4), index(3)),
    'dtype-not-supported',
    'RuntimeError: "nll_loss_out_frame" not implemented for \'Long\'',
  ],
  [
    () => F.nllLoss(size(3, 4), index(3), { weight: size(3) }),
    'class-weight',
    'RuntimeError: weight tensor should be defined either for all 4 classes or no classes but got weight tensor of shape: [3]',
  ],
  [
    () => F.nllLoss(size(3, 4, 2, 2), index(3, 2, 2), { weight: size(3) }),
    'class-weight',
    'RuntimeError: weight tensor should be defined either for all or no classes',
  ],
  [
    () => F.nllLoss(size(3, 4), index(3), { weight: ones([4], { dtype: 'float64' }) }),
    'dtypes-differ',
    'RuntimeError: expected scalar type Float but found Double',
  ],
  [() => F.nllLoss(tensor(1), index()), 'loss-sizes', 'ValueError: Expected 1 or more dimensions (got 0)'],
  [() => F.nllLoss(size(4), index(1)), 'loss-sizes', 'RuntimeError: size mismatch (got input: [4], target: [1])'],
  [
    () => F.nllLoss(size(3, 4), index(3, 4)),
    'loss-sizes',
    'RuntimeError: 0D or 1D target tensor expected, multi-target not supported',
  ],
  [() => F.nllLoss(size(3, 4, 2), index(3, 3)), 'loss-sizes', 'RuntimeError: Expected target size [3, 2], got [3, 3]'],
  [
    () => F.nllLoss(size(3, 4, 2, 2), index(3, 2, 3)),
    'loss-sizes',
    'RuntimeError: size mismatch (got input: [3, 4, 2, 2] , target: [3, 2, 3]',
  ],
  [
    () => F.nllLoss(size(3, 4, 2, 2), index(3, 4)),
    'loss-sizes',
    'RuntimeError: only batches of spatial targets supported (3D tensors) but got targets of dimension: 2',
  ],
  [
    () => F.nllLoss(size(3, 4), index(3), { weight: w }),
    'no-gradient-for',
    "RuntimeError: The function 'nll_loss_forward' is not differentiable with respect to argument 'weight'. This input cannot have requires_grad True.",
  ],
  [
    () => F.crossEntropy(size(3, 4), index(2)),
    'loss-sizes',
    'ValueError: Expected input batch_size (3) to match target batch_size (2).',
  ],
  [
    () => F.crossEntropy(size(3, 4), size(3)),
    'target-dtype',
    'RuntimeError: expected scalar type Long but found Float',
  ],
  [
    () => F.crossEntropy(size(3, 4), index(3, 4)),
    'target-dtype',
    'RuntimeError: Expected floating point type for target with class probabilities, got Long',
  ],
  [
    () => F.crossEntropy(size(3, 4), size(3, 4), { ignoreIndex: 0 }),
    'ignore-index-of-probabilities',
    'RuntimeError: ignore_index is not supported for floating point target',
  ],
  [
    () => F.crossEntropy(size(3, 4), index(3), { labelSmoothing: 2 }),
    'argument-range',
    'RuntimeError: label_smoothing must be between 0.0 and 1.0. Got: 2',
  ],
  [
    () => F.crossEntropy(size(3, 4), size(3, 4), { weight: size(3) }),
    'class-weight',
    'RuntimeError: cross_entropy: weight tensor should be defined either for all 4 classes or no classes but got weight tensor of shape: [3]',
  ],
  [
    () => F.binaryCrossEntropy(size(3), size(4)),
    'loss-sizes',
    'ValueError: Using a target size (torch.Size([4])) that is different to the input size (torch.Size([3])) is deprecated. Please ensure they have the same size.',
  ],
  [
    () => F.binaryCrossEntropy(f, f),
    'not-a-probability',
    'RuntimeError: all elements of input should be between 0 and 1',
  ],
  [() => F.binaryCrossEntropy(size(3), index(3)), 'dtypes-differ', 'RuntimeError: Found dtype Long but expected Float'],
  [
    () => F.binaryCrossEntropyWithLogits(size(3), size(4)),
    'loss-sizes',
    'ValueError: Target size (torch.Size([4])) must be the same as input size (torch.Size([3]))',
  ],
  [
    () => F.binaryCrossEntropyWithLogits(size(3), index(3)),
    'dtype-not-supported',
    "RuntimeError: result type Float can't be cast to the desired output type Long",
  ],
  [
    () => F.binaryCrossEntropyWithLogits(size(4), size(4), { posWeight: w }),
    'no-gradient-for',
    "RuntimeError: The function 'binary_cross_entropy_with_logits' is not differentiable with respect to argument 'pos_weight'. This input cannot have requires_grad True.",
  ],
  [() => F.klDiv(f, i), 'dtype-not-supported', 'RuntimeError: kl_div: Integral inputs not supported.'],
  [() => F.poissonNllLoss(f, f, { reduction: 'x' as 'sum' }), 'not-a-choice', 'ValueError: x is not valid'],
  [
    () => F.gaussianNllLoss(size(3), size(3), size(3).neg()),
    'argument-range',
    'ValueError: var has negative entry/entries',
  ],
  [() => F.gaussianNllLoss(size(3), size(3), size(4)), 'loss-sizes', 'ValueError: var is of incorrect size'],
  [
    () => F.softMarginLoss(size(3, 1), size(3)),
    'loss-sizes',
    "RuntimeError: output with shape [3, 1] doesn't match the broadcast shape [3, 3]",
  ],
  [
    () => F.marginRankingLoss(size(3, 1), size(3), size(3)),
    'ranks-differ',
    'RuntimeError: margin_ranking_loss : All input tensors should have same dimension but got sizes: input1: torch.Size([3, 1]), input2: torch.Size([3]), target: torch.Size([3]) ',
  ],
  [
    () => F.tripletMarginLoss(size(3, 4), size(3), size(3, 4)),
    'ranks-differ',
    'RuntimeError: All inputs should have same dimension but got 2D, 1D and 2D inputs.',
  ],
  [
    () => F.cosineEmbeddingLoss(size(3, 4), size(3, 4), size(3, 1)),
    'loss-sizes',
    'RuntimeError: 0D or 1D target tensor expected, multi-target not supported',
  ],
  [
    () => F.cosineEmbeddingLoss(size(4), size(4), size(1)),
    'loss-sizes',
    'RuntimeError: 1D target tensor expects 2D input tensors, but found inputs with sizes [4] and [4].',
  ],
  [
    () => F.multiMarginLoss(size(3, 4), index(3), { p: 3 }),
    'argument-range',
    'ValueError: only p == 1 and p == 2 supported',
  ],
  [() => F.multiMarginLoss(size(3, 4), index(2)), 'loss-sizes', 'RuntimeError: inconsistent target size, got: [2]'],
  [() => F.multiMarginLoss(size(3, 4), index(3).add(5)), 'target-out-of-bounds', 'RuntimeError: target out of range'],
  [
    () => F.cosineSimilarity(size(3, 4), size(3, 5)),
    'broadcast',
    'RuntimeError: The size of tensor a (4) must match the size of tensor b (5) at non-singleton dimension 1',
  ],
  [
    () => F.cosineSimilarity(index(3, 4), index(3, 4)),
    'dtype-not-supported',
    'RuntimeError: expected common dtype to be floating point, yet common dtype is Long',
  ],
  [
    () => F.normalize(size(3)),
    'dim-out-of-range',
    'IndexError: Dimension out of range (expected to be in range of [-1, 0], but got 1)',
  ],
]

test.each(wrong)('%s fails with code %s and says what PyTorch says', (call, code, torch) => {
  let caught: unknown
  try {
    call()
  } catch (error) {
    caught = error
  }
  expect(caught).toBeInstanceOf(EngineError)
  const error = caught as EngineError
  expect(error.code).toBe(code)
  expect(`${error.torch!.type}: ${error.torch!.message}`).toBe(torch)
})

/** What came, what was expected, and what to try. */
const messages: [call: () => unknown, message: string][] = [
  [() => i.frac(), "frac: takes floating-point numbers, got int64. Convert it: x.to('float32')."],
  [() => f.clamp(), 'clamp: needs a bound: clamp(x, { min: 0 }), clamp(x, { max: 1 }) or both.'],
  [() => i.fmod(0), "fmod: integers cannot be divided by 0. Floating-point numbers can: x.to('float32')."],
  [() => F.gelu(f, { approximate: 'sinh' }), "gelu: approximate is one of 'none', 'tanh', got 'sinh'."],
  [() => F.leakyRelu(f, { slope: 1 } as object), 'leakyRelu: has no option slope. It takes negativeSlope, inplace.'],
  [
    () => F.prelu(size(2, 4), size(3)),
    'prelu: the weight is one number or one for each of 4 channels, got [3] for x [2, 4].',
  ],
  [() => F.glu(size(2, 3)), 'glu: dimension 1 of [2, 3] cannot be halved; its size must be even.'],
  [() => f.softmax(), 'softmax: along which dimension? softmax(x, { dim: -1 }) takes the last.'],
  [
    () => F.nllLoss(size(3, 4), index(2)),
    'nllLoss: input [3, 4] and target [2] do not fit: one index for each of 3 rows of scores.',
  ],
  [() => F.nllLoss(size(3, 4), index(3).add(4)), 'nllLoss: the target 4 is outside [0, 3]: there are 4 classes.'],
  [
    () => F.crossEntropy(size(3, 4), size(3)),
    "nllLoss: class indices are int64, got float32. Make them with { dtype: 'int64' }, or convert: target.to('int64').",
  ],
  [
    () => F.binaryCrossEntropy(f, f),
    'binaryCrossEntropy: -2 is not a probability, in [0, 1]. For logits there is binaryCrossEntropyWithLogits.',
  ],
  [
    () => F.nllLoss(size(3, 4), index(3), { weight: w }),
    'nllLoss: there is no gradient with respect to weight. Pass weight.detach().',
  ],
]

test.each(messages)('%s says %s', (call, message) => {
  expect(call).toThrow(message)
})

describe('warnings', () => {
  test('a loss that broadcasts warns with both shapes, in PyTorch’s words', () => {
    expect(F.mseLoss(size(3, 1), size(3)).item()).toBe(0)
    expect(warnings.map(({ code, params }) => [code, params])).toEqual([
      ['loss-broadcasts', { operation: 'mseLoss', input: [3, 1], target: [3] }],
    ])
    expect(warnings[0]!.torch).toBe(
      'Using a target size (torch.Size([3])) that is different to the input size (torch.Size([3, 1])). This will likely lead to incorrect results due to broadcasting. Please ensure they have the same size.',
    )
  })

  test('equal shapes do not warn', () => {
    F.mseLoss(size(3), size(3))
    F.softmax(size(2, 3), { dim: 1 })
    F.klDiv(f, f, { reduction: 'batchmean' })
    expect(warnings).toEqual([])
  })

  test.each([
    [0, []],
    [0, [3]],
    [1, [2, 3]],
    [0, [2, 3, 2]],
    [1, [2, 3, 2, 1]],
  ])('softmax without a dimension chooses %i for %j, and warns', (dim, shape) => {
    const x = size(...shape)
    expect(F.softmax(x).tolist()).toEqual(F.softmax(x, { dim }).tolist())
    expect(warnings.map(({ code, params }) => [code, params])).toEqual([['dim-chosen', { operation: 'softmax', dim }]])
  })

  test("klDiv's mean warns that it is not the divergence", () => {
    F.klDiv(f, f)
    expect(warnings.map(({ code }) => code)).toEqual(['kl-div-mean'])
  })
})
