import type { StatedResult } from '../result.ts'

export const result: StatedResult = {
  entry: 'reinforcement-learning',
  cell: 'grid-walk',
  says: 'walks for almost the best return',
  value: ({ share }) => share as number,
  atLeast: 0.95,
}
