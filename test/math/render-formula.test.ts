import { describe, expect, it } from 'vitest'
import { isWide, renderFormula } from '../../src/site/math/render-formula.ts'

describe('a formula', () => {
  it('carries the inks as classes, on the part they colour', () => {
    expect(renderFormula('L = \\loss{16}', 'inline')).toContain('<mn class="loss">16</mn>')
    expect(renderFormula('\\fwd{x} + \\bwd{y}', 'inline')).toMatch(/<mi class="forward">x<.*<mi class="backward">y</)
  })

  it.each([
    ['aligned lines', '\\begin{aligned} p &= 1 \\\\ e &= 2 \\end{aligned}'],
    ['a matrix', '\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}'],
    ['cases', 'f(x) = \\begin{cases} x & x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}'],
    ['accents', '\\hat y + \\bar v + \\tilde x + \\vec w'],
    ['ruled arrays', '\\begin{array}{c|c} a & b \\\\ \\hline c & d \\end{array}'],
    ['boxes and braces', '\\boxed{x} + \\underbrace{a + b}_{c}'],
  ])('needs no inline style for %s', (_, tex) => {
    expect(renderFormula(tex, 'block')).not.toContain(' style=')
    expect(renderFormula(tex, 'inline')).not.toContain(' style=')
  })

  it('keeps the alignment of columns, as classes', () => {
    const mathml = renderFormula('\\begin{aligned} p &= 1 \\end{aligned}', 'block')
    expect(mathml).toContain('<mtd class="tml-right m-start-0 m-end-0">')
  })

  it('refuses a colour that is none of the inks, and says what to write', () => {
    expect(() => renderFormula('\\color{red} x', 'inline')).toThrow(/\\color\{red\}.*\\\\?fwd\{…\}/s)
  })

  it('names the formula that does not parse', () => {
    expect(() => renderFormula('\\frac{1}{', 'inline')).toThrow(/Formula "\\\\frac\{1\}\{" cannot be set/)
  })

  it('leaves text in any script as it is', () => {
    expect(renderFormula('\\text{손실} = 1', 'inline')).toContain('손실')
  })

  it('holds a radical sign up over a low letter and takes back its spare room in a sentence only', () => {
    const inline = renderFormula('\\sqrt{n}', 'inline')
    expect(inline).toContain('<msqrt><mspace width="0" height="0.72em" depth="0.1em">')
    expect(inline).toContain('class="m-roots-1"')
    expect(renderFormula('\\sqrt{n}', 'block')).not.toContain('m-roots')
  })
})

describe('a wide formula', () => {
  it('is one whose longest line has more signs than a phone shows', () => {
    expect(isWide(renderFormula('L = (w x - t)^2', 'block'))).toBe(false)
    expect(isWide(renderFormula('a + b + c + d + e + f + g + h + i + j + k + l + m', 'block'))).toBe(true)
  })

  it('is as wide as the widest parts of its aligned lines together', () => {
    const lines = 'L &= a + b + c + d + e + f \\\\ a + b + c + d + e &= M'
    expect(isWide(renderFormula(`\\begin{aligned} ${lines} \\end{aligned}`, 'block'))).toBe(true)
  })

  it('is measured line by line', () => {
    const short = 'a &= b + c + d \\\\'.repeat(6)
    expect(isWide(renderFormula(`\\begin{aligned} ${short} a &= b \\end{aligned}`, 'block'))).toBe(false)
  })
})
