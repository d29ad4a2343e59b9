/**
 * Lexigrad's engine: tensors with automatic differentiation, PyTorch's names in camelCase.
 * The only barrel: one line for each family of operations.
 */
export { Tensor, type Nested, type PlainTensor } from './tensor.ts'
export { dtypes, promote as promoteTypes, type DType } from './dtype.ts'
export { finfo, iinfo } from './ops/limits.ts'
export { ArgumentError, DtypeError, EngineError, GradError, IndexError, ShapeError } from './errors.ts'
export { onWarning, type Warning } from './warnings.ts'
export { formatTensor } from './print/tensor.ts'

export { enableGrad, isGradEnabled, noGrad, setGradEnabled } from './autograd/mode.ts'
export { keepGraphValues } from './autograd/apply.ts'
export { apply, applyMany } from './autograd/own-operation.ts'
export { given, type Operation } from './autograd/node.ts'
export { graphOf, type GraphNode } from './autograd/graph.ts'

export { wrapNumber, type Operand } from './ops/operand.ts'
export {
  asTensor,
  empty,
  emptyLike,
  eye,
  full,
  fullLike,
  ones,
  onesLike,
  scalarTensor,
  tensor,
  zeros,
  zerosLike,
} from './ops/create.ts'
export { arange, linspace, logspace } from './ops/ranges.ts'
export { backward, grad } from './ops/autograd.ts'
export { clone, contiguous, to } from './ops/convert.ts'
export {
  add,
  div,
  divide,
  floatPower,
  mul,
  multiply,
  neg,
  negative,
  pow,
  rsub,
  square,
  sub,
  subtract,
} from './ops/arithmetic.ts'
export { exp, exp2, expm1, log, log10, log1p, log2 } from './ops/exponential.ts'
export { logaddexp, logaddexp2 } from './ops/logaddexp.ts'
export { hypot, reciprocal, rsqrt, sqrt } from './ops/roots.ts'
export {
  acos,
  arccos,
  arcsin,
  arctan,
  arctan2,
  asin,
  atan,
  atan2,
  cos,
  deg2rad,
  rad2deg,
  sin,
  sinc,
  tan,
} from './ops/trigonometry.ts'
export { acosh, asinh, atanh, cosh, sinh, tanh } from './ops/hyperbolic.ts'
export { ceil, fix, floor, frac, round, trunc } from './ops/rounding.ts'
export { floorDivide, fmod, remainder, trueDivide } from './ops/division.ts'
export { abs, absolute, copysign, positive, sgn, sign, signbit } from './ops/signs.ts'
export { fmax, fmin, maximum, minimum } from './ops/extremes.ts'
export { clamp, clampMax, clampMin, clip } from './ops/clamp.ts'
export { addcdiv, addcmul, lerp } from './ops/blend.ts'
export { digamma, erf, erfc, erfinv, heaviside, lgamma, polygamma, xlogy } from './ops/special.ts'
export { allclose, isclose, isfinite, isinf, isnan, isneginf, isposinf, nanToNum } from './ops/finite.ts'
export { logicalAnd, logicalNot, logicalOr, logicalXor } from './ops/logic.ts'
export { bitwiseAnd, bitwiseLeftShift, bitwiseNot, bitwiseOr, bitwiseRightShift, bitwiseXor } from './ops/bitwise.ts'
export { logit, sigmoid } from './ops/sigmoid.ts'
export { prelu, relu, relu_, threshold } from './ops/rectifiers.ts'
export { rrelu } from './ops/rrelu.ts'
export { hardshrink } from './ops/hard-functions.ts'
export { celu, selu } from './ops/exponential-units.ts'
export { logSoftmax, softmax } from './ops/softmax.ts'
export { cosineSimilarity, pairwiseDistance } from './ops/similarity.ts'
export { eq, equal, ge, greater, greaterEqual, gt, le, less, lessEqual, lt, ne, notEqual } from './ops/compare.ts'
export { where } from './ops/where.ts'
export { mean, prod, sum } from './ops/reduce.ts'
export { amax, amin, aminmax } from './ops/amax.ts'
export { argmax, argmin } from './ops/argmax.ts'
export { max, min } from './ops/max-min.ts'
export { median, mode, nanmedian } from './ops/median.ts'
export { std, stdMean, variance as var, varMean } from './ops/variance.ts'
export { norm } from './ops/norm.ts'
export { corrcoef, cov } from './ops/covariance.ts'
export { logsumexp } from './ops/logsumexp.ts'
export { all, any, countNonzero } from './ops/truth.ts'
export { isin } from './ops/isin.ts'
export { nanmean, nansum } from './ops/nan-reduce.ts'
export { cumprod, cumsum, logcumsumexp } from './ops/cumulative.ts'
export { cummax, cummin } from './ops/running-extremes.ts'
export { diff } from './ops/diff.ts'
export { cumulativeTrapezoid, trapezoid, trapz } from './ops/trapezoid.ts'
export { nanquantile, quantile } from './ops/quantile.ts'
export { argsort, msort, sort } from './ops/sort.ts'
export { kthvalue, topk } from './ops/topk.ts'
export { unique, uniqueConsecutive } from './ops/unique.ts'
export { bucketize, searchsorted } from './ops/search.ts'
export { bincount, histc } from './ops/histogram.ts'
export { expand, permute, reshape, squeeze, t, transpose, unsqueeze, view } from './ops/views.ts'
export { narrow, select, slice } from './ops/slices.ts'
export { blockDiag } from './ops/block-diag.ts'
export { cat, columnStack, concat, concatenate, dstack, hstack, rowStack, stack, vstack } from './ops/join.ts'
export { chunk, dsplit, hsplit, split, tensorSplit, unbind, vsplit } from './ops/split.ts'
export { repeatInterleave, tile } from './ops/repeat.ts'
export { adjoint, moveaxis, movedim, swapaxes, swapdims } from './ops/dims.ts'
export { flatten, ravel, unflatten } from './ops/flatten.ts'
export { flip, fliplr, flipud, roll, rot90 } from './ops/turns.ts'
export { diag, diagflat, trace } from './ops/diag.ts'
export { diagEmbed, diagonal } from './ops/diagonal.ts'
export { tril, trilIndices, triu, triuIndices } from './ops/triangle.ts'
export { cartesianProd, combinations, meshgrid } from './ops/grid.ts'
export { broadcastShapes, broadcastTensors, broadcastTo } from './ops/broadcast.ts'
export { atleast1d, atleast2d, atleast3d } from './ops/atleast.ts'
export { asStrided } from './ops/strided.ts'
export { get, range, set, type Index, type Range } from './ops/indexing.ts'
export { indexPut } from './ops/index-put.ts'
export { gather, takeAlongDim } from './ops/gather.ts'
export { scatter, scatterAdd } from './ops/scatter.ts'
export { diagonalScatter, selectScatter, sliceScatter } from './ops/slice-scatter.ts'
export { scatterReduce } from './ops/scatter-reduce.ts'
export { indexAdd, indexCopy, indexFill, indexSelect } from './ops/index-along.ts'
export { maskedFill, maskedScatter, maskedSelect } from './ops/masked.ts'
export { put, take } from './ops/take.ts'
export { argwhere, nonzero } from './ops/nonzero.ts'
export { isFloatingPoint, isTensor, numel } from './ops/properties.ts'
export { bmm, dot, matmul, mm, mv, vdot } from './ops/matmul.ts'
export { addbmm, addmm, addmv, addr, baddbmm } from './ops/addmm.ts'
export { chainMatmul, cross, ger, inner, kron, outer, tensordot } from './ops/products.ts'
export { einsum } from './ops/einsum.ts'
export { inverse, matrixPower } from './ops/inverse.ts'
export { det, logdet, slogdet } from './ops/determinant.ts'
export { cholesky } from './ops/cholesky.ts'
export { bilinear } from './ops/linear.ts'
export { conv1d, conv2d, conv3d } from './ops/conv.ts'
export { convTranspose1d, convTranspose2d, convTranspose3d } from './ops/conv-transpose.ts'
export { maxPool1d, maxPool2d, maxPool3d } from './ops/max-pool.ts'
export { avgPool1d } from './ops/avg-pool.ts'
export { adaptiveAvgPool1d, adaptiveMaxPool1d } from './ops/adaptive-pool.ts'
export { batchNorm, instanceNorm } from './ops/batch-norm.ts'
export { groupNorm, layerNorm, rmsNorm } from './ops/layer-norm.ts'
export { channelShuffle, pixelShuffle, pixelUnshuffle } from './ops/pixel-shuffle.ts'
export { alphaDropout, dropout, featureAlphaDropout, featureDropout } from './ops/dropout.ts'

export {
  Generator,
  defaultGenerator,
  getRngState,
  initialSeed,
  manualSeed,
  seed,
  setRngState,
} from './random/generator.ts'
export { rand, randLike, randint, randintLike, randn, randnLike, randperm } from './random/create.ts'
export { bernoulli, normal } from './random/sample.ts'
export { multinomial } from './random/multinomial.ts'

export * as nn from './nn.ts'
export * as optim from './optim.ts'
export * as data from './data.ts'
export * as functional from './functional.ts'
export * as linalg from './linalg.ts'
