/** A confusion matrix is a table already: its numbers stand in cells that are darker the more they count. */
import type { ConfusionLayer } from '../../library/plot/figure.ts'
import { h, type PageNode } from '../node.ts'
import type { Words } from './words.ts'

const shades = 9

export function drawConfusion(layer: ConfusionLayer, description: string, words: Words): PageNode {
  const { size, counts, labels } = layer
  const most = Math.max(1, ...counts)
  const name = (i: number) => labels?.[i] || String(i)
  const row = (i: number) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, name(i)),
      ...counts.slice(i * size, (i + 1) * size).map((count, j) =>
        h(
          'td',
          {
            // A single case among thousands is not nothing.
            'data-shade': `${count === 0 ? 0 : Math.max(1, Math.round((count / most) * shades))}`,
            'data-right': i === j || undefined,
          },
          words.number(count, 9),
        ),
      ),
    )
  const classes = Array.from({ length: size }, (_, i) => i)
  return h(
    'div',
    { 'data-role': 'confusion', role: 'group', 'aria-label': description, tabindex: '0' },
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('td', {}),
          h('th', { scope: 'colgroup', colspan: `${size}` }, `${words.say('predicted')}\u00a0→`),
        ),
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, `${words.say('true')}\u00a0↓`),
          ...classes.map((i) => h('th', { scope: 'col' }, name(i))),
        ),
      ),
      h('tbody', {}, ...classes.map(row)),
    ),
  )
}
