/** The namespace of PyTorch's torch.linalg. */
export { inverse as inv, matrixPower, solve } from './ops/inverse.ts'
export { det, slogdet } from './ops/determinant.ts'
export { cholesky } from './ops/cholesky.ts'
export { linalgNorm as norm, matrixNorm, vectorNorm } from './ops/matrix-norms.ts'
export { linalgCross as cross, multiDot } from './ops/products.ts'
export { matmul } from './ops/matmul.ts'
export { diagonal } from './ops/diagonal.ts'
