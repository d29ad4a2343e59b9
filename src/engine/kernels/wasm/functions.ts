/** The functions that `unary`, `binary`, `compare` and `reduceRows` know, by the numbers they have in `assembly/`. */

export const unaryFunctions = {
  neg: 0, abs: 1, square: 2, sqrt: 3, rsqrt: 4, reciprocal: 5, exp: 6, log: 7, tanh: 8, sigmoid: 9, relu: 10,
  /** With the slope below 0 as parameter. */
  leakyRelu: 11,
  gelu: 12, geluTanh: 13, silu: 14, erf: 15, floor: 16, ceil: 17,
} as const // prettier-ignore

/** Those whose names end in Back are gradients: of what came for the result, and of the result (y) or the input (x). */
export const binaryFunctions = {
  add: 0, sub: 1, mul: 2, div: 3, max: 4, min: 5,
  /** g, y */
  reluBack: 6,
  /** g, x; with the slope below 0 as parameter */
  leakyReluBack: 7,
  /** g, y */
  tanhBack: 8,
  /** g, y */
  sigmoidBack: 9,
  /** g, x */
  geluBack: 10,
  /** g, x */
  geluTanhBack: 11,
  /** g, x */
  siluBack: 12,
  /** g, x */
  absBack: 13,
  /** g, y */
  sqrtBack: 14,
  /** `x + p · y` with the parameter p */
  addScaled: 15,
} as const // prettier-ignore

export const comparisons = { eq: 0, ne: 1, lt: 2, le: 3, gt: 4, ge: 5 } as const

export const reductions = { sum: 0, mean: 1, max: 2, min: 3, squares: 4 } as const
