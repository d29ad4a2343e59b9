/**
 * How an operation becomes a method. A family writes a function once, then
 *
 *     declare module '../tensor.ts' {
 *       interface Tensor { mul: AsMethod<typeof mul>; mul_: InPlace<typeof mul> }
 *     }
 *     methods({ mul })
 *     inPlaceMethods({ mul })
 *
 * and `mul(x, y)`, `x.mul(y)` and `x.mul_(y)` are the same definition.
 */
import { changeInPlace } from './autograd/in-place.ts'
import { Tensor } from './tensor.ts'

type OnTensor = (x: Tensor, ...rest: any[]) => any

/** The function without its first parameter, which becomes `this`. */
export type AsMethod<F extends OnTensor> = F extends (x: any, ...rest: infer R extends readonly any[]) => infer O
  ? (...rest: R) => O
  : never

/** The same, changing the tensor and returning it. */
export type InPlace<F extends OnTensor> = F extends (x: any, ...rest: infer R extends readonly any[]) => any
  ? (...rest: R) => Tensor
  : never

function define(name: string, method: (this: Tensor, ...rest: any[]) => unknown): void {
  Object.defineProperty(Tensor.prototype, name, { value: method, configurable: true, writable: true })
}

/** Makes each function a method under its own name. */
export function methods(functions: Record<string, OnTensor>): void {
  for (const [name, f] of Object.entries(functions)) {
    define(name, function () {
      /* eslint-disable prefer-rest-params -- a rest parameter costs an array for each call */
      switch (arguments.length) {
        case 0:
          return f(this)
        case 1:
          return f(this, arguments[0])
        default:
          return f(this, ...arguments)
      }
      /* eslint-enable prefer-rest-params */
    })
  }
}

/** Makes each function a method that changes its tensor, under its name with `_` after it. */
export function inPlaceMethods(functions: Record<string, OnTensor>): void {
  for (const [name, f] of Object.entries(functions)) {
    define(`${name}_`, function (...rest) {
      return changeInPlace(`${name}_`, this, (old) => f(old, ...rest), rest)
    })
  }
}
