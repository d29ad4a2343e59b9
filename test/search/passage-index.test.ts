import { expect, test } from 'vitest'
import { passageIndex } from '../../src/site/search/passage-index.ts'
import { entryPassages } from '../../src/site/search/passages.ts'

const shownBy = async (locale: string, query: string) => {
  const { search } = await passageIndex(entryPassages(locale), locale)
  return search(query, 5)
}

test.each([
  ['en', 'checkpointing', 'in-practice'],
  ['fr', 'l’erreur', undefined],
  ['fr', 'erreurs', undefined],
  ['tr', 'AĞIRLIKLARIN', undefined],
  ['tr', 'gradyanini', undefined],
  ['ko', '순방향 패스는', undefined],
  ['es', 'neurona', undefined],
])('in %s “%s” is found in the text', async (locale, query, section) => {
  const found = await shownBy(locale, query)
  expect(found.length).toBeGreaterThan(0)
  if (section) expect(found[0]).toMatchObject({ slug: 'backpropagation', id: section })
})

test('what was searched for is marked in the words of the text', async () => {
  const [first] = await shownBy('fr', 'retropropagation')
  const marked = first!.snippet.filter((piece) => piece.marked).map((piece) => piece.text)
  expect(marked.length).toBeGreaterThan(0)
  for (const text of marked) expect(text.toLowerCase()).toContain('rétropropagation')
})

test('all words must be there', async () => {
  expect(await shownBy('en', 'checkpointing zebra')).toEqual([])
})
