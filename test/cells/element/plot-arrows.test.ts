/** Arrows as a page shows them: drawn, described in a sentence, and as numbers in a table. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { toHtml } from '../../../src/cells/element/node.ts'
import { renderPlot } from '../../../src/cells/element/plot/render-plot.ts'
import { createWords, type PlotTexts } from '../../../src/cells/element/plot/words.ts'
import type { Layer } from '../../../src/cells/library/plot/figure.ts'
import { projectRoot } from '../../../src/i18n/paths.ts'

const { plot } = JSON.parse(readFileSync(`${projectRoot}/locales/en/ui.json`, 'utf8')) as { plot: PlotTexts }
const words = createWords(plot, 'en')

function render(layer: Omit<Extract<Layer, { kind: 'arrows' }>, 'kind'>) {
  const { figure, numbers } = renderPlot({ layers: [{ kind: 'arrows', ...layer }] }, 'key', words)
  return { html: toHtml(figure), numbers: numbers().map(toHtml).join('') }
}

test('an arrow is a shaft and two strokes that meet at its tip', () => {
  const { html } = render({ x: [0], y: [0], toX: [3], toY: [4], ink: 'backward' })
  const path = /<path class="line backward" d="([^"]*)"/.exec(html)?.[1] ?? ''
  const ends = [...path.matchAll(/L([\d.-]+ [\d.-]+)/g)].map(([, end]) => end)
  expect(ends).toHaveLength(3)
  expect(ends[0]).toBe(ends[1])
})

test('an arrow without length is a dot, and one that is not finite is left out', () => {
  const { html } = render({ x: [0, 0], y: [0, 0], toX: [0, null], toY: [0, 1] })
  expect(html.match(/class="dots/g)).toHaveLength(1)
  expect(html).not.toMatch(/class="line/)
})

test('the description names the shortest and the longest, the table both ends', () => {
  const { html, numbers } = render({ x: [0, 1], y: [0, 1], toX: [3, 1], toY: [4, 1.5] })
  expect(html).toContain('Arrows: 2; shortest 0.5 (from (1; 1)), longest 5 (from (0; 0)).')
  expect(numbers).toContain('(1; 1)</td><td>(1; 1.5)')
})
