import { CompletionContext, type Completion } from '@codemirror/autocomplete'
import { typescriptLanguage } from '@codemirror/lang-javascript'
import { EditorState } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import { engineCompletion, importChange } from '../../../../src/cells/element/editor/completion.ts'
import { completions } from '../../../../src/site/api/completions.ts'

const data = completions()
const complete = engineCompletion(() => Promise.resolve(data))

/** What is offered at the `|`. */
async function offered(marked: string, explicit = false): Promise<Completion[]> {
  const state = EditorState.create({ doc: marked.replace('|', ''), extensions: [typescriptLanguage] })
  const result = await complete(new CompletionContext(state, marked.indexOf('|'), explicit))
  return [...(result?.options ?? [])]
}
const labels = async (marked: string, explicit?: boolean) => (await offered(marked, explicit)).map(({ label }) => label)

describe('Completion offers', () => {
  test('what can be imported, between the braces of an import', async () => {
    const names = await labels("import { so| } from 'lexigrad'")
    expect(names).toEqual(expect.arrayContaining(['tensor', 'softmax', 'nn', 'optim', 'progress']))
  })

  test('a tensor’s methods after a dot, without the names that functions alone have', async () => {
    const names = await labels('const w = tensor([1])\nw.|')
    expect(names).toEqual(expect.arrayContaining(['mul', 'backward', 'grad', 'item', 'sub_']))
    expect(names).not.toContain('tensor')
    expect(names).not.toContain('viewVersion')
  })

  test('what stands in a namespace, also in one within another', async () => {
    expect(await labels('new nn.|')).toEqual(expect.arrayContaining(['Linear', 'Sequential', 'functional', 'init']))
    expect(await labels('new optim.|')).toEqual(expect.arrayContaining(['SGD', 'Adam', 'lrScheduler']))
    expect(await labels('nn.functional.|')).toContain('gelu')
  })

  test('a module’s methods, an optimiser’s, and those of JavaScript’s own objects', async () => {
    expect(await labels('const model = new nn.Linear(1, 1)\nmodel.|')).toContain('parameters')
    expect(await labels('const steps = new optim.SGD([], { lr: 1 })\nsteps.|')).toContain('zeroGrad')
    expect(await labels('console.|')).toContain('log')
    expect(await labels('console.|')).not.toContain('mul')
  })

  test('the options of a call, of a method and of a constructor', async () => {
    expect(await labels('tensor([1], { req| })')).toEqual(expect.arrayContaining(['requiresGrad', 'dtype']))
    expect(await labels('x.mean({ k| })')).toEqual(expect.arrayContaining(['dim', 'keepdim']))
    expect(await labels('new nn.Linear(2, 3, { b| })')).toContain('bias')
    expect(await labels('new optim.SGD(p, { | })')).toContain('lr')
  })

  test('nothing in strings and comments, nor where nothing was typed', async () => {
    expect(await labels("const s = 'te|'")).toEqual([])
    expect(await labels('// te|')).toEqual([])
    expect(await labels('const w = |')).toEqual([])
    expect(await labels('const w = |', true)).toContain('tensor')
  })
})

test('a name that is chosen and not imported yet is added to the import', () => {
  const after = (code: string) => {
    const { from, insert } = importChange(code, 'relu')
    return code.slice(0, from) + insert + code.slice(from)
  }
  expect(after("import { tensor } from 'lexigrad'\n")).toBe("import { tensor, relu } from 'lexigrad'\n")
  expect(after("import {tensor} from 'lexigrad'\n")).toBe("import {tensor, relu } from 'lexigrad'\n")
  expect(after("import {\n  tensor,\n} from 'lexigrad'\n")).toBe("import {\n  tensor, relu\n} from 'lexigrad'\n")
  expect(after('const a = 1\n')).toBe("import { relu } from 'lexigrad'\nconst a = 1\n")
})
