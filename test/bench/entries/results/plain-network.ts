import type { StatedResult } from '../result.ts'

export const result: StatedResult = {
  entry: 'residual-network',
  cell: 'training',
  says: 'twenty plain layers have not begun to learn',
  value: ({ reachedPlain }) => reachedPlain as number,
  atLeast: 0.6,
}
