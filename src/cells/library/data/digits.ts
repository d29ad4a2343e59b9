/** Handwritten digits: a part of MNIST. */
import { fromNumbers } from '../../../engine/kernels/values.ts'
import type { Tensor } from '../../../engine/tensor.ts'
import { checkNames } from '../plot/errors.ts'
import { checkWhole } from './options.ts'
import { side, unpackDigits, type PackedDigits } from './pack-digits.ts'
import { readData } from './read-data.ts'

export interface DigitsOptions {
  /** How many to train on, the first of all; all 5,000 without it. */
  train?: number
  /** How many to test with; all 1,000 without it. */
  test?: number
}

export interface LabeledImages {
  /** [n, 1, 28, 28], 0 for paper and 1 for ink */
  images: Tensor
  /** [n] of int64: the digit that each shows */
  labels: Tensor
}

export interface Digits {
  train: LabeledImages
  /** By other hands than those of `train`. */
  test: LabeledImages
}

/**
 * Handwritten digits from MNIST: 5,000 to train on and 1,000, written by other people, to test with. The pixels are those
 * of MNIST in sixteen greys.
 *
 * @param options.train  how many to train on; the first so many of 5,000
 * @param options.test   how many to test with; the first so many of 1,000
 * @returns        `train` and `test`, each with `images` [n, 1, 28, 28] in [0, 1] and `labels` [n] of int64
 * @throws DataError where the data could not be loaded; ArgumentError for a count that is out of range
 * Source: LeCun, Cortes, Burges 1998, http://yann.lecun.com/exdb/mnist/
 * @example const { train, test } = digits({ train: 1000 })
 */
export function digits(options: DigitsOptions = {}): Digits {
  checkNames('digits', options, ['train', 'test'])
  const sets = readData('digits', unpackDigits)
  const first = (name: 'train' | 'test'): LabeledImages => {
    const most = sets[name].labels.length
    const { [name]: count = most } = options
    checkWhole('digits', name, count, 1, most)
    return toTensors(sets[name], count)
  }
  return { train: first('train'), test: first('test') }
}

function toTensors({ labels, pixels }: PackedDigits, count: number): LabeledImages {
  const numbers = Float32Array.from(pixels.subarray(0, count * side * side), (grey) => grey / 15)
  return {
    images: fromNumbers(numbers, [count, 1, side, side], 'float32'),
    labels: fromNumbers(Float64Array.from(labels.subarray(0, count)), [count], 'int64'),
  }
}
