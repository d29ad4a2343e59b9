/**
 * The signs of each language: spaces, quotation marks, apostrophes, minus signs. Each rule is a pattern over prose, with
 * what should stand there; all can be mended by a program. What a style guide leaves to the writer is no rule here.
 */
import { mask } from './prose.ts'
import type { Report } from './message.ts'
import { say } from './said.ts'

interface SignRule {
  pattern: RegExp
  /** What should stand in the place of the match. */
  mend: (found: string, match: RegExpExecArray) => string
  /** The name of a sentence under `check.sign`. */
  says: string
  /** What goes into it. */
  sign?: string
}

const thin = '\u202F'
const hard = '\u00A0'

const everywhere: SignRule[] = [
  { pattern: /(?<=\S) {2,}(?=\S)/g, mend: () => ' ', says: 'spaces' },
  { pattern: /(?<![\p{L}\p{N}\uFFFC)\]'’.-])-(?=\d)/gu, mend: () => '−', says: 'minus' },
  {
    pattern: /(?<=\d) ?x ?(?=\d)/g,
    mend: (found) => found.replace('x', '×'),
    says: 'times',
  },
]

const curlyApostrophe: SignRule = {
  pattern: /(?<=[\p{L}\p{N}\uFFFC])'(?=[\p{L}\uFFFC])/gu,
  mend: () => '’',
  says: 'apostrophe',
}

const quoted = (open: string, close: string): SignRule => ({
  pattern: /"([^"\n]+)"/g,
  mend: (_, match) => open + match[1]! + close,
  says: 'quotes',
  sign: `${open.trim()} ${close.trim()}`,
})

const noSpaceBefore = (signs: string): SignRule => ({
  pattern: new RegExp(`(?<=[\\p{L}\\p{N}\\uFFFC)»”]) +(?=[${signs}](?:\\s|$))`, 'gu'),
  mend: () => '',
  says: 'none-before',
})

const byLocale: Record<string, SignRule[]> = {
  fr: [
    { ...spaceBefore(';!?', thin), says: 'narrow-before', sign: '; ! ?' },
    { ...spaceBefore(':', hard), says: 'hard-before', sign: ':' },
    {
      pattern: /«[ \u00A0\u2009]?(?=[^\u202F\s])/g,
      mend: () => `«${thin}`,
      says: 'narrow-after',
      sign: '«',
    },
    {
      pattern: /(?<=[^\u202F\s])[ \u00A0\u2009]?»/g,
      mend: () => `${thin}»`,
      says: 'narrow-before',
      sign: '»',
    },
    { pattern: /(?<=\d)[ \u00A0]?%/g, mend: () => `${thin}%`, says: 'narrow-before', sign: '%' },
    {
      pattern: /(?<![\d,.])\d{1,3}(?:[ \u00A0.]\d{3})+(?!\d)/g,
      mend: grouped(thin),
      says: 'thousands',
    },
    { pattern: /\.\.\./g, mend: () => '…', says: 'ellipsis' },
    quoted(`«${thin}`, `${thin}»`),
    noSpaceBefore(',.'),
    curlyApostrophe,
  ],
  es: [
    { pattern: /«[ \u00A0\u202F]+/g, mend: () => '«', says: 'none-after-sign', sign: '«' },
    { pattern: /[ \u00A0\u202F]+»/g, mend: () => '»', says: 'none-before-sign', sign: '»' },
    { pattern: /(?<=\d)[ \u00A0]?%/g, mend: () => `${thin}%`, says: 'narrow-before', sign: '%' },
    {
      pattern: /(?<![\d,.])\d{2,3}(?:[ \u00A0.]\d{3})+(?!\d)/g,
      mend: grouped(thin),
      says: 'thousands',
    },
    quoted('«', '»'),
    noSpaceBefore(',.;:!?'),
    opening('¿', '?'),
    opening('¡', '!'),
  ],
  tr: [
    {
      pattern: /(?<![\d.,%])(\d+(?:,\d+)?)[ \u00A0\u202F]?%/g,
      mend: (_, match) => `%${match[1]}`,
      says: 'percent-first',
    },
    quoted('“', '”'),
    noSpaceBefore(',.;:!?'),
    curlyApostrophe,
  ],
  ko: [
    { pattern: /[，、]/g, mend: () => ', ', says: 'comma' },
    { pattern: /。/g, mend: () => '.', says: 'full-stop' },
    { pattern: /(?<=\d)[ \u00A0\u202F]%/g, mend: () => '%', says: 'none-before-sign', sign: '%' },
    {
      pattern: new RegExp(`(?<=${mask}) (?=(?:은|는|을|를|의|와|과|로|에서|입니다)(?![\\p{L}\\p{N}]))`, 'gu'),
      mend: () => '',
      says: 'particle',
    },
    quoted('“', '”'),
    noSpaceBefore(',.;:!?'),
    { ...curlyApostrophe, pattern: /(?<=\p{L})'(?=\p{L})/gu },
  ],
}

/** Reports each sign that is not as its language writes it, with the splice that mends it. */
export function checkTypography(text: string, start: number, locale: string, report: Report): void {
  const language = new Intl.Locale(locale).language
  for (const { pattern, mend, says, sign = '' } of [...everywhere, ...(byLocale[language] ?? [])]) {
    // One expression for all texts: matchAll would make another for each.
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const mended = mend(match[0], match)
      if (mended === match[0] || match[0].includes(mask) !== mended.includes(mask)) continue
      const at = start + match.index
      // Code within quotation marks is masked here, and must not be written over.
      const fix = match[0].includes(mask) ? undefined : { start: at, end: at + match[0].length, text: mended }
      const found = match[0].length > 24 ? `${match[0].slice(0, 20)}…` : match[0]
      const message = say('sign.found', { says: say(`sign.${says}`, { sign }), found: visible(found) })
      const hint = mended === '' ? say('sign.delete') : say('sign.write', { text: visible(mended) })
      report('typography', at, message, hint, fix)
    }
  }
}

/** Spaces by their names: a narrow no-break space looks like nothing on a terminal. */
function visible(text: string): string {
  return text.replaceAll(thin, '[U+202F]').replaceAll(hard, '[U+00A0]').replaceAll(mask, '·')
}

function spaceBefore(signs: string, space: string): Pick<SignRule, 'pattern' | 'mend'> {
  return {
    // Not in an address or a time of day, and not before a second sign of the same kind.
    pattern: new RegExp(`(?<=[\\p{L}\\p{N}\\uFFFC)»”%])[ \\u00A0\\u202F\\u2009]*[${signs}](?![\\p{L}\\p{N}/])`, 'gu'),
    mend: (found) => space + found.at(-1)!,
  }
}

function grouped(separator: string): SignRule['mend'] {
  return (found) => found.replace(/[ \u00A0.]/g, separator)
}

/** A question or an exclamation without its opening sign, which belongs at the beginning of the sentence. */
function opening(open: string, close: string): SignRule {
  return {
    pattern: new RegExp(
      `(?<=^|[.!?…:;«“(\\n]\\s*)([^${open}.!?…:;«“(\\s\\uFFFC][^${open}.!?…\\n]*)(?=[${close}])`,
      'gu',
    ),
    mend: (found) => open + found,
    says: 'opening',
    sign: open,
  }
}
