import type { StatedResult } from '../result.ts'

export const result: StatedResult = {
  entry: 'large-language-model',
  cell: 'writing',
  says: 'is less surprised by the held-out tenth than pairs of letters are',
  value: ({ ratio }) => ratio as number,
  atMost: 0.9,
  everyLanguage: true,
}
