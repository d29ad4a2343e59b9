/** The inks and greys against paper and sheet, in both themes, by the formula of WCAG 2.2 over sRGB. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Rgb = [number, number, number]

const css = readFileSync('src/site/styles/tokens.css', 'utf8')
const number = '(-?[\\d.]+)'
const color = `oklch\\(${number}% ${number} ${number}\\)`
const pairs = [...css.matchAll(new RegExp(`--([a-z]+):\\s*light-dark\\(${color}, ${color}\\)`, 'g'))]
const themes = { light: {} as Record<string, Rgb>, dark: {} as Record<string, Rgb> }
for (const [, name, ...values] of pairs) {
  const [l, c, h, dl, dc, dh] = values.map(Number)
  themes.light[name!] = linearRgb(l! / 100, c!, h!)
  themes.dark[name!] = linearRgb(dl! / 100, dc!, dh!)
}

describe.each(Object.entries(themes))('in the %s theme', (_, colors) => {
  it.each(['ink', 'muted', 'forward', 'backward', 'loss'])('%s is legible on paper and on the sheet', (name) => {
    expect(contrast(colors[name]!, colors.paper!)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(colors[name]!, colors.sheet!)).toBeGreaterThanOrEqual(4.5)
  })
})

it('knows black on white', () => {
  expect(contrast([0, 0, 0], [1, 1, 1])).toBeCloseTo(21)
})

/** OKLCH to linear sRGB. Source: Ottosson 2020, "A perceptual color space for image processing". */
function linearRgb(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const rgb: Rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  return rgb.map((value) => Math.min(1, Math.max(0, value))) as Rgb
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
