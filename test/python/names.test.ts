import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startPython } from './interpreter.ts'

const recorded = JSON.parse(readFileSync('src/site/api/data/pytorch.json', 'utf8')) as {
  areas: Record<string, Record<string, string[]>>
}

test("the names and parameters that Python knows are PyTorch's, as PyTorch gave them", () => {
  expect(JSON.parse(readFileSync('src/python/torch/_names.json', 'utf8'))).toEqual(recorded.areas)
})

/** Asks the package itself for every one of PyTorch's names. */
const question = `
import importlib, json, os, torch

def has(area, name):
    owner = torch.ones(1) if area == 'torch.Tensor' else importlib.import_module(area)
    try:
        getattr(owner, name)
    except AttributeError:
        return False
    except Exception:
        pass
    return True

with open(os.path.join(os.path.dirname(torch.__file__), '_names.json')) as file:
    areas = json.load(file)
print(json.dumps({area: [name for name in names if not has(area, name)] for area, names in areas.items()}))
`

test('the table on the site tells which of them Python cells lack; if not, run: UPDATE_GOLDEN=1 npx vitest run test/python/names.test.ts', async () => {
  const file = 'src/site/api/data/python-missing.json'
  const { output } = (await startPython())(question)
  const missing = JSON.parse(output) as Record<string, string[]>
  const lines = Object.entries(missing).map(([area, names]) => `  ${JSON.stringify(area)}: ${JSON.stringify(names)}`)
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`)
  expect(missing).toEqual(JSON.parse(readFileSync(file, 'utf8')))
  for (const [area, names] of Object.entries(missing)) {
    for (const name of names) expect(Object.keys(recorded.areas[area]!)).toContain(name)
  }
})
