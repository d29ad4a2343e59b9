import type { StatedResult } from '../result.ts'

export const result: StatedResult = {
  entry: 'object-detection',
  cell: 'training',
  says: 'finds the shapes of fresh pictures, as mAP@50',
  value: ({ map50 }) => map50 as number,
  atLeast: 0.8,
}
