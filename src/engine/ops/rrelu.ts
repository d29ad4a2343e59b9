/** The randomised leaky rectified linear unit. */
import { apply, applyMany } from '../autograd/apply.ts'
import { given, type Operation } from '../autograd/node.ts'
import { runtimeError } from '../errors.ts'
import { mapped } from '../kernels/elementwise.ts'
import { uniformOf } from '../random/distributions.ts'
import { defaultGenerator } from '../random/generator.ts'
import type { Tensor } from '../tensor.ts'
import { input } from './operand.ts'
import type { InPlaceOption } from './rectifiers.ts'
import { outOfRange, perhapsInPlace, settings, type Settings } from './settings.ts'
import { requireFloating } from './types.ts'
import { where } from './where.ts'

interface Slopes {
  readonly lower: number
  readonly upper: number
}

/** The second output is the slope of each element: 1 above 0, drawn below. Nothing is drawn above. */
const RreluDrawn: Operation<Slopes> = {
  name: 'RreluWithNoiseBackward0',
  forward([x], { lower, upper }) {
    const draw = uniformOf(defaultGenerator, lower, upper, 'float64')
    const slopes = mapped(x!, (a) => (a <= 0 ? draw() : 1))
    return [x!.mul(slopes), slopes]
  },
  gradient: [given(['output1'], (g, [slopes]) => g.mul(slopes!))],
}

const RreluMean: Operation<Slopes> = {
  name: 'RreluWithNoiseBackward0',
  forward: ([x], { lower, upper }) => where(x!.gt(0), x!, x!.mul((lower + upper) / 2)),
  gradient: [given([0], (g, [x], { lower, upper }) => where(x!.gt(0), g, g.mul((lower + upper) / 2)))],
}

export interface RreluOptions extends InPlaceOption {
  /** The least slope below 0. Default: 1/8. */
  lower?: number
  /** The greatest. Default: 1/3. */
  upper?: number
  /** Draw the slopes at random. Default: false. */
  training?: boolean
}

/**
 * Randomised leaky rectified linear unit: x above 0, `slope · x` below. In training each slope is drawn evenly
 * between two bounds; outside it is their mean.
 *
 * @param x                 [...] any real values
 * @param options.lower     the least slope below 0; default 1/8
 * @param options.upper     the greatest; default 1/3
 * @param options.training  draw the slopes at random; default false
 * @param options.inplace   write over x; default false
 * @returns  the shape and type of x
 * @throws ArgumentError `argument-range`; DtypeError `dtype-not-supported`
 * Gradient: g where x > 0, else `slope · g`. Source: Xu, Wang, Chen, Li 2015, §2.4.
 * @example rrelu(tensor([-2, 2]), { lower: 0.25, upper: 0.75 }).tolist() // [-1, 2]
 */
export function rrelu(x: Tensor, ...options: Settings<RreluOptions>): Tensor {
  const names = ['lower', 'upper', 'training', 'inplace'] as const
  const {
    lower = 1 / 8,
    upper = 1 / 3,
    training = false,
    inplace = false,
  } = settings<RreluOptions>('rrelu', names, options)
  if (lower > upper) {
    throw outOfRange(
      'rrelu',
      'lower',
      lower,
      `≤ ${upper}`,
      runtimeError('Lower bound should be less than or equal to the upper bound'),
    )
  }
  requireFloating('rrelu', input('rrelu', x), 'leaky_relu_cpu')
  const bounds = { lower, upper }
  return perhapsInPlace('rrelu', inplace, x, (of) =>
    training ? applyMany(RreluDrawn, [of], bounds)[0]! : apply(RreluMean, [of], bounds),
  )
}

export const rrelu_ = (x: Tensor, ...options: Settings<RreluOptions>): Tensor =>
  rrelu(x, { ...settings<RreluOptions>('rrelu_', ['lower', 'upper', 'training'], options), inplace: true })
