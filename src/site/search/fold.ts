/**
 * Letters as search compares them: small, without marks, in one form. `AĞIRLIK`, `ağırlık` and `agirlik` are one word, as
 * are `pérdida` and `perdida`. No locale is needed: I, İ, ı and i all become i.
 */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\p{Script=Latin}/gu, (letter) => plain[letter] ?? letter.normalize('NFD'))
    .replace(marks, '')
}

const plain: Record<string, string> = { ı: 'i', œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l' }
const marks = /[\u0300-\u036f]/g
