import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test("the names and parameters that Python knows are PyTorch's, as PyTorch gave them", () => {
  const recorded = JSON.parse(readFileSync('src/site/api/data/pytorch.json', 'utf8')) as { areas: unknown }
  expect(JSON.parse(readFileSync('src/python/torch/_names.json', 'utf8'))).toEqual(recorded.areas)
})
