import './ops/dims.ts'
export { Tensor } from './tensor.ts'
export { dtypes, promote as promoteTypes } from './dtype.ts'
export { onWarning } from './warnings.ts'
export { formatTensor } from './print/tensor.ts'
export { enableGrad, isGradEnabled, noGrad, setGradEnabled } from './autograd/mode.ts'
export { keepGraphValues } from './autograd/apply.ts'
export { given } from './autograd/node.ts'
export { graphOf } from './autograd/graph.ts'
export {
  asTensor,
  empty,
  emptyLike,
  full,
  fullLike,
  ones,
  onesLike,
  scalarTensor,
  tensor,
  zeros,
  zerosLike,
} from './ops/create.ts'
export { arange, linspace } from './ops/ranges.ts'
export { backward, grad } from './ops/autograd.ts'
export { clone, contiguous, to } from './ops/convert.ts'
export { add, div, mul, neg, pow, sub } from './ops/arithmetic.ts'
export { exp, log } from './ops/exponential.ts'
export { cos, sin } from './ops/trigonometry.ts'
export { sqrt } from './ops/roots.ts'
export { tanh } from './ops/hyperbolic.ts'
export { sigmoid } from './ops/sigmoid.ts'
export { relu } from './ops/rectifiers.ts'
export { abs } from './ops/signs.ts'
export { logSoftmax, softmax } from './ops/softmax.ts'
export { eq, ge, gt, le, lt, ne } from './ops/compare.ts'
export { mean, prod, sum } from './ops/reduce.ts'
export { argmax } from './ops/argmax.ts'
export { max, min } from './ops/max-min.ts'
export { expand, permute, reshape, t, transpose, unsqueeze, view } from './ops/views.ts'
export { narrow, select, slice } from './ops/slices.ts'
export { cat, stack } from './ops/join.ts'
export { flatten } from './ops/flatten.ts'
export { get, range, set } from './ops/indexing.ts'
export { isTensor, numel } from './ops/properties.ts'
export { bmm, dot, matmul, mm, mv } from './ops/matmul.ts'
export { Generator, defaultGenerator, initialSeed, manualSeed, seed } from './random/generator.ts'
export { rand, randint, randn, randperm } from './random/create.ts'
export * as nn from './core/nn.ts'
export * as functional from './core/functional.ts'
export * as optim from './core/optim.ts'
