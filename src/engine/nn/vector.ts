/** All parameters as one row of numbers, and back. */
import { ShapeError } from '../errors.ts'
import { cat } from '../ops/join.ts'
import type { Tensor } from '../tensor.ts'

/** The numbers of all parameters, of any shapes, in a row [n]; in the graph. @example nn.utils.parametersToVector([ones(2, 2), zeros(1)]).shape // [5] */
export const parametersToVector = (parameters: Iterable<Tensor>): Tensor =>
  cat([...parameters].map((parameter) => parameter.reshape(-1)))

/**
 * Gives parameters, of any shapes, the numbers of a row [n].
 * @throws ShapeError `vector-length` where there are too few
 * @example const w = new nn.Parameter(zeros(2)); nn.utils.vectorToParameters(tensor([1, 2]), [w]); w.tolist() // [1, 2]
 */
export function vectorToParameters(vector: Tensor, parameters: Iterable<Tensor>): void {
  const list = [...parameters]
  const wanted = list.reduce((sum, parameter) => sum + parameter.numel(), 0)
  if (vector.numel() < wanted) {
    throw new ShapeError(
      `vectorToParameters: the parameters hold ${wanted} numbers, the vector has ${vector.numel()}.`,
      {
        code: 'vector-length',
        params: { wanted, found: vector.numel() },
        torch: {
          type: 'RuntimeError',
          message: `shape '${JSON.stringify(list.at(-1)?.shape)}' is invalid for input of size ${vector.numel()}`,
        },
      },
    )
  }
  let at = 0
  for (const parameter of list) {
    const part = vector.narrow(0, at, parameter.numel()).detach().reshape(parameter.shape)
    parameter.data = part.clone()
    at += parameter.numel()
  }
}
