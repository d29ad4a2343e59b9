import type { StatedResult } from '../result.ts'

export const result: StatedResult = {
  entry: 'mean-average-precision',
  cell: 'evaluation',
  says: 'finds the shapes of fresh pictures, as mAP@50-95',
  value: ({ map5095 }) => map5095 as number,
  atLeast: 0.45,
}
