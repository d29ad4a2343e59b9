import type { StatedResult } from '../result.ts'

export const result: StatedResult = {
  entry: 'reinforcement-learning',
  cell: 'bandit',
  says: 'earns almost what the best arm pays',
  value: ({ share }) => share as number,
  atLeast: 0.95,
}
