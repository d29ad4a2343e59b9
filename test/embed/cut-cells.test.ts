import { expect, it } from 'vitest'
import { frameHtml } from '../../src/cells/element/share/frame-html.ts'
import { chainBefore, cutCells, guessHeight } from '../../src/site/embed/cut-cells.ts'
import { fillSlots } from '../../src/site/embed/slots.ts'

const single =
  '<live-cell cell="a" data-after="b"><code><span class="line">1</span><span class="line">2</span></code></live-cell>'
const pair =
  '<div class="cell-pair"><fieldset></fieldset><live-cell cell="b" data-language="typescript"></live-cell><script type="module" src="x.js"></script><live-cell cell="b" data-language="python"></live-cell></div>'

it('cells and pairs of cells come whole out of a page, without its scripts', () => {
  const cells = cutCells(`<p>one</p>${pair}<p>two</p>${single}<p>three</p>`)
  expect(cells.map(({ id, lines }) => [id, lines])).toEqual([
    ['b', 0],
    ['a', 2],
  ])
  expect(cells.map(({ html }) => html)).toEqual([pair.replace(/<script.*?<\/script>/, ''), single])
})

it('a cell brings those whose names it uses', () => {
  const cells = cutCells(pair + single)
  expect(chainBefore(cells[1]!, cells).map(({ id }) => id)).toEqual(['b'])
  expect(chainBefore(cells[0]!, cells)).toEqual([])
  expect(guessHeight(cells[1]!)).toBeGreaterThan(guessHeight(cells[0]!))
})

it('what is set into the template is not read as a slot again', () => {
  const values = { title: '%cell%', description: 'd', entry: 'e', oembed: 'o', cell: '100 %title%' }
  expect(fillSlots('<h1>%title%</h1><main>%cell%</main>', values)).toBe('<h1>%cell%</h1><main>100 %title%</main>')
})

it('a frame may not reach the page that it stands in, and its attributes are escaped', () => {
  const html = frameHtml({ address: 'https://a.example/?a&b', title: '"x"', height: 300.2 })
  expect(html).toContain('src="https://a.example/?a&amp;b" title="&quot;x&quot;" width="100%" height="301"')
  expect(/sandbox="([^"]*)"/.exec(html)![1]).not.toMatch(/top-navigation|forms|modals/)
})
