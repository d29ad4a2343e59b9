/** Schedules that move the momentum too: `momentum` where an optimiser has it, β₁ where it has betas. */
import { ArgumentError } from '../../errors.ts'
import type { Optimizer } from '../optimizer.ts'

/** @throws ArgumentError `scheduler-momentum` */
export function takesMomentum({ defaults }: Optimizer): void {
  if ('momentum' in defaults || 'betas' in defaults) return
  throw new ArgumentError(
    'This optimiser has no momentum to move with the learning rate. { cycleMomentum: false } leaves it alone.',
    {
      code: 'scheduler-momentum',
      torch: {
        type: 'ValueError',
        message: 'optimizer must support momentum or beta1 with `cycle_momentum` option enabled',
      },
    },
  )
}

export function setMomentum(group: Record<string, unknown>, momentum: number): void {
  if ('betas' in group) group.betas = [momentum, (group.betas as [number, number])[1]]
  else group.momentum = momentum
}
