/** Which characters each kind of font file holds. CSS repeats them as `unicode-range`: a page loads only what it shows. */

const range = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('')

/** English, French, Spanish and most of Turkish, with each language's punctuation and spaces. */
export const latin = range(0x20, 0x7e) + range(0xa0, 0xff) + 'ıŒœŸ–—‘’‚“”„†‡•…‰‹›€™−\u2009\u200a\u2010\u2011\u202f'

/** The rest of Turkish. */
export const turkish = 'ĞğİŞş'

/** What the names of European authors need beyond that. */
export const names = 'ŁłŃńŚśŹźŻżĆćČčŠšŽžĐđŘřĚěŮůŐőŰűĄąĘęĂăȘșȚțĀāĒēĪīŌōŪū'

/** The 2,350 syllables of KS X 1001, in which nearly all Korean is written, with jamo and the signs that Korean sets full-width. */
export const korean =
  Array.from({ length: 25 * 94 }, (_, i) => [0xb0 + Math.floor(i / 94), 0xa1 + (i % 94)])
    .map((bytes) => new TextDecoder('euc-kr').decode(new Uint8Array(bytes)))
    .join('') +
  range(0x3131, 0x3163) +
  '、。〈〉《》「」·‘’“”'

/** Signs in running text and in code, set in one weight. */
export const signs = '←↑→↓↔⇒∂∆∏∑√∞∫≈≠≤≥⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉αβγδεηθκλμνξπρστφχψωΓΔΘΛΠΣΦΨΩ▶■●'

/** Mathematics: italic, bold and script letters, Greek, operators, arrows, fences and accents. */
export const mathematics =
  latin +
  signs +
  'ζιοςυϵϑϕϱϖℎℓℕℚℝℤℂ∇∈∉∋∅∀∃∧∨¬∩∪⊂⊆⊃⊇⊤⊥⊙⊗⊕∘∗⋆∥∣‖⟨⟩⌈⌉⌊⌋⟦⟧⋯⋮⋱′″‴∝∼≃≅≡≔≜≪≫⇐⇔⟵⟶⟷⟹⟺↦⟼↗↘∓∬∮ˆˇˉ˘˙˜‾¯̂̃̄̇⃗⏞⏟⏜⏝\u2061\u2062\u2063\u2064' +
  range(0x1d400, 0x1d433) + // bold
  range(0x1d434, 0x1d467) + // italic
  '𝒜ℬ𝒞𝒟ℰℱ𝒢ℋℐ𝒥𝒦ℒℳ𝒩𝒪𝒫𝒬ℛ𝒮𝒯𝒰𝒱𝒲𝒳𝒴𝒵' +
  range(0x1d6a4, 0x1d6a5) + // dotless i, j
  range(0x1d6fc, 0x1d71b) + // italic Greek, small
  '𝟏𝟙'
