/**
 * Lexigrad's engine: tensors with automatic differentiation, PyTorch's names in camelCase.
 * The only barrel: one line for each family of operations.
 */
export { Tensor, type Nested, type PlainTensor } from './tensor.ts'
export { dtypes, promote as promoteTypes, type DType } from './dtype.ts'
export { ArgumentError, DtypeError, EngineError, GradError, IndexError, ShapeError } from './errors.ts'
export { formatTensor } from './print/tensor.ts'

export { enableGrad, isGradEnabled, noGrad, setGradEnabled } from './autograd/mode.ts'
export { apply, applyMany, keepGraphValues } from './autograd/apply.ts'
export { given, type Operation } from './autograd/node.ts'
export { graphOf, type GraphNode } from './autograd/graph.ts'

export { wrapNumber, type Operand } from './ops/operand.ts'
export { arange, empty, eye, full, fullLike, linspace, ones, onesLike, tensor, zeros, zerosLike } from './ops/create.ts'
export { backward, grad } from './ops/autograd.ts'
export { clone, contiguous, to } from './ops/convert.ts'
export { add, div, mul, neg, pow, rsub, square, sub } from './ops/arithmetic.ts'
export { abs, exp, log, relu, sigmoid, sign, sqrt, tanh } from './ops/pointwise.ts'
export { eq, equal, ge, gt, le, lt, ne } from './ops/compare.ts'
export { where } from './ops/where.ts'
export { mean, sum } from './ops/reduce.ts'
export { expand, flatten, permute, reshape, squeeze, t, transpose, unsqueeze, view } from './ops/views.ts'
export { narrow, select, slice } from './ops/slices.ts'
export { get, range, type Index, type Range } from './ops/indexing.ts'
export { bmm, dot, matmul, mm, mv } from './ops/matmul.ts'

export * as functional from './functional.ts'
