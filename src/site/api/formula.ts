/**
 * A docstring's formula set as mathematics: `xᵢ · e^(−t²)` becomes italic letters, indices and exponents. The engine's
 * files write them with the small letters of Unicode, which not every face has.
 */
import { escapeText } from '../../cells/element/node.ts'
const raised: Record<string, string> = letters('⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱᵀᵃᵇᵈᵉᵏᵐᵒᵖˢᵗˣʸᶻ', '0123456789+−niTabdekmopstxyz')
const lowered: Record<string, string> = letters('₀₁₂₃₄₅₆₇₈₉₊₋ₐᵢⱼₖₗₘₙₒₚₛₜₓᵩ꜀', '0123456789+−aijklmnopstxqc')

function letters(from: string, to: string): Record<string, string> {
  return Object.fromEntries([...from].map((letter, i) => [letter, [...to][i]!]))
}

const hat = '\u0302'

/** Signs that code does not have. */
const sign = /[·−×÷±∓√Σ∑Π∏∫∂∞≤≥≠≈→←∘⌊⌋⌈⌉⋯½|′Ͱ-Ͽ]/u
const small = new RegExp(`[${Object.keys({ ...raised, ...lowered }).join('')}${hat}]`, 'u')

/** Whether what stands between backticks is mathematics, and not code. */
export function isFormula(text: string): boolean {
  // A prime follows a letter; a quotation mark opens a word.
  if (/(?<!\p{L})'|["{};]|=>|===|\w\(.*\)\.|\.\w+\(|^\w+\(\)$/u.test(text)) return false
  if (sign.test(text) || small.test(parted(text))) return true
  // A letter, a derivative, and letters with signs between them.
  return /^(?:d?[A-Za-z])$/.test(text) || /^[\w\s()[\],.']+(?: [=/+<>] [\w\s()[\],.']+)+$/.test(text)
}

export function formulaHtml(text: string): string {
  const signs = [
    ...parted(text)
      .replace(/(?<=\p{L})'/gu, '′')
      .replace(/\^\(([^()]*)\)/g, (_, inner: string) => `\u0001${inner}\u0002`)
      .replace(/\^(⌊[^⌋]*⌋|.)/gu, '\u0001$1\u0002'),
  ]
  let html = ''
  for (let i = 0; i < signs.length;) {
    const run = (table: Record<string, string>) => {
      const start = i
      while (i < signs.length && table[signs[i]!] !== undefined) i++
      return signs
        .slice(start, i)
        .map((one) => table[one]!)
        .join('')
    }
    const [up, down] = [run(raised), run(lowered)]
    if (up) html += `<sup>${lettersHtml(up)}</sup>`
    if (down) html += `<sub>${lettersHtml(down)}</sub>`
    if (up || down) continue
    if (signs[i] === '\u0001') html += '<sup>'
    else if (signs[i] === '\u0002') html += '</sup>'
    else {
      let end = i + 1
      while (end < signs.length && isWord(signs[i]!) && isWord(signs[end]!)) end++
      html += wordsHtml(signs.slice(i, end).join(''))
      i = end
      continue
    }
    i++
  }
  return html
}

/** Small letters and hats outside a formula: the only mathematics that running text holds. */
export function wordHtml(text: string): string {
  const plain = (word: string) => escapeText(word).replace(/(?<=\d)\^(\d+)/g, '<sup>$1</sup>')
  return text.replace(/\S+/g, (word) => (small.test(parted(word)) ? smallHtml(word) : plain(word)))
}

function smallHtml(word: string): string {
  const run = (table: Record<string, string>) => new RegExp(`[${Object.keys(table).join('')}]+`, 'gu')
  const plain = (found: string, table: Record<string, string>) =>
    lettersHtml([...found].map((one) => table[one]!).join(''))
  return escapeText(parted(word))
    .replace(new RegExp(`[a-z]${hat}`, 'g'), (letter) => wordsHtml(letter))
    .replace(run(raised), (found) => `<sup>${plain(found, raised)}</sup>`)
    .replace(run(lowered), (found) => `<sub>${plain(found, lowered)}</sub>`)
}

/** A letter with a hat as the letter and the hat. */
const parted = (text: string): string =>
  text.replace(/\p{L}/gu, (letter) => (letter.normalize('NFD')[1] === hat ? letter.normalize('NFD') : letter))

/** Of an index or an exponent: every letter is a variable. */
const lettersHtml = (text: string): string => text.replace(/[a-z]+/gi, '<i>$&</i>')

const isWord = (letter: string): boolean => /[A-Za-z0-9_]/.test(letter) || letter === hat

/** One letter is a variable and `dx` its differential; longer words are names of functions. */
function wordsHtml(word: string): string {
  if (word.includes(hat)) return `<span class="hatted">${[...word].map(mathItalic).join('')}</span>`
  if (/^[A-Za-z]$/.test(word)) return `<i>${word}</i>`
  if (/^d[a-zA-Z]\d?$/.test(word)) return `d<i>${word.slice(1)}</i>`
  if (/^\d[a-z]$/.test(word)) return `${word[0]}<i>${word[1]}</i>`
  return escapeText(word)
}

/** Only the mathematical face sets a hat on a letter, and its letters have places of their own. */
function mathItalic(letter: string): string {
  if (!/[a-z]/.test(letter)) return letter
  return letter === 'h' ? 'ℎ' : String.fromCodePoint(0x1d44e + letter.charCodeAt(0) - 97)
}
