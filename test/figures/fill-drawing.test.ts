import { expect, it } from 'vitest'
import { fillDrawing } from '../../src/site/figures/fill-drawing.ts'

const file = 'content/x/y.svg'
const svg = '<?xml version="1.0"?>\n<svg viewBox="0 0 9 9">\n  <!-- key -->\n  <text>{{loss}}</text>\n</svg>\n'

it('puts each label in its place and names the drawing', () => {
  expect(fillDrawing(svg, { alt: 'A loss', labels: { loss: 'kayıp' }, file })).toBe(
    '<svg role="img" aria-label="A loss" viewBox="0 0 9 9"><text>kayıp</text></svg>',
  )
})

it('writes labels and names as text, whatever they hold', () => {
  const filled = fillDrawing(svg, { alt: '"<b>"', labels: { loss: 'a < b & c' }, file })
  expect(filled).toContain('aria-label="&quot;&lt;b&gt;&quot;"')
  expect(filled).toContain('<text>a &lt; b &amp; c</text>')
})

it('says which label is missing and how to give it', () => {
  expect(() => fillDrawing(svg, { alt: '', labels: {}, file })).toThrow(
    'content/x/y.svg: no label for {{loss}}. Give <Figure> loss="…".',
  )
})

it('refuses a label that has no place', () => {
  expect(() => fillDrawing(svg, { alt: '', labels: { loss: 'a', gain: 'b' }, file })).toThrow(
    'content/x/y.svg: has no placeholder {{gain}}. Its placeholders: {{loss}}.',
  )
})

it.each(['<style>', '<script>', '<path style="fill:red"/>', '<path onclick="x()"/>'])('refuses %s', (part) => {
  expect(() => fillDrawing(`<svg>${part}</svg>`, { alt: '', labels: {}, file })).toThrow('is not allowed in a drawing')
})
