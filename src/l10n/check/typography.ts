/**
 * The signs of each language: spaces, quotation marks, apostrophes, minus signs. Each rule is a pattern over prose, with
 * what should stand there; all can be mended by a program. What a style guide leaves to the writer is no rule here.
 */
import { mask } from './prose.ts'
import type { Report } from './message.ts'

interface SignRule {
  pattern: RegExp
  /** What should stand in the place of the match. */
  mend: (found: string, match: RegExpExecArray) => string
  says: string
}

const thin = '\u202F'
const hard = '\u00A0'

const everywhere: SignRule[] = [
  { pattern: /(?<=\S) {2,}(?=\S)/g, mend: () => ' ', says: 'several spaces in a row' },
  { pattern: /(?<![\p{L}\p{N}\uFFFC)\]'’.-])-(?=\d)/gu, mend: () => '−', says: 'the minus sign is − (U+2212)' },
  {
    pattern: /(?<=\d) ?x ?(?=\d)/g,
    mend: (found) => found.replace('x', '×'),
    says: 'the multiplication sign is × (U+00D7)',
  },
]

const curlyApostrophe: SignRule = {
  pattern: /(?<=[\p{L}\p{N}\uFFFC])'(?=[\p{L}\uFFFC])/gu,
  mend: () => '’',
  says: 'the apostrophe is ’ (U+2019)',
}

const quoted = (open: string, close: string): SignRule => ({
  pattern: /"([^"\n]+)"/g,
  mend: (_, match) => open + match[1]! + close,
  says: `quotation marks are ${open.trim()} ${close.trim()}`,
})

const noSpaceBefore = (signs: string): SignRule => ({
  pattern: new RegExp(`(?<=[\\p{L}\\p{N}\\uFFFC)»”]) +(?=[${signs}](?:\\s|$))`, 'gu'),
  mend: () => '',
  says: 'no space before this sign',
})

const byLocale: Record<string, SignRule[]> = {
  fr: [
    { ...spaceBefore(';!?', thin), says: 'a narrow no-break space (U+202F) before ; ! ?' },
    { ...spaceBefore(':', hard), says: 'a no-break space (U+00A0) before :' },
    {
      pattern: /«[ \u00A0\u2009]?(?=[^\u202F\s])/g,
      mend: () => `«${thin}`,
      says: 'a narrow no-break space (U+202F) after «',
    },
    {
      pattern: /(?<=[^\u202F\s])[ \u00A0\u2009]?»/g,
      mend: () => `${thin}»`,
      says: 'a narrow no-break space (U+202F) before »',
    },
    { pattern: /(?<=\d)[ \u00A0]?%/g, mend: () => `${thin}%`, says: 'a narrow no-break space (U+202F) before %' },
    {
      pattern: /(?<![\d,.])\d{1,3}(?:[ \u00A0.]\d{3})+(?!\d)/g,
      mend: grouped(thin),
      says: 'thousands are separated by U+202F',
    },
    { pattern: /\.\.\./g, mend: () => '…', says: 'an ellipsis is … (U+2026)' },
    quoted(`«${thin}`, `${thin}»`),
    noSpaceBefore(',.'),
    curlyApostrophe,
  ],
  es: [
    { pattern: /«[ \u00A0\u202F]+/g, mend: () => '«', says: 'no space after «' },
    { pattern: /[ \u00A0\u202F]+»/g, mend: () => '»', says: 'no space before »' },
    { pattern: /(?<=\d)[ \u00A0]?%/g, mend: () => `${thin}%`, says: 'a narrow no-break space (U+202F) before %' },
    {
      pattern: /(?<![\d,.])\d{2,3}(?:[ \u00A0.]\d{3})+(?!\d)/g,
      mend: grouped(thin),
      says: 'thousands are separated by U+202F',
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
      says: 'the percent sign stands before the number',
    },
    quoted('“', '”'),
    noSpaceBefore(',.;:!?'),
    curlyApostrophe,
  ],
  ko: [
    { pattern: /[，、]/g, mend: () => ', ', says: 'the comma is , (U+002C)' },
    { pattern: /。/g, mend: () => '.', says: 'the full stop is . (U+002E)' },
    { pattern: /(?<=\d)[ \u00A0\u202F]%/g, mend: () => '%', says: 'no space before %' },
    {
      pattern: new RegExp(`(?<=${mask}) (?=(?:은|는|을|를|의|와|과|로|에서|입니다)(?![\\p{L}\\p{N}]))`, 'gu'),
      mend: () => '',
      says: 'a particle follows code and formulas without a space',
    },
    quoted('“', '”'),
    noSpaceBefore(',.;:!?'),
    { ...curlyApostrophe, pattern: /(?<=\p{L})'(?=\p{L})/gu },
  ],
}

/** Reports each sign that is not as its language writes it, with the splice that mends it. */
export function checkTypography(text: string, start: number, locale: string, report: Report): void {
  const language = new Intl.Locale(locale).language
  for (const { pattern, mend, says } of [...everywhere, ...(byLocale[language] ?? [])]) {
    for (const match of text.matchAll(pattern)) {
      const mended = mend(match[0], match)
      if (mended === match[0] || match[0].includes(mask) !== mended.includes(mask)) continue
      const at = start + match.index
      // Code within quotation marks is masked here, and must not be written over.
      const fix = match[0].includes(mask) ? undefined : { start: at, end: at + match[0].length, text: mended }
      const found = match[0].length > 24 ? `${match[0].slice(0, 20)}…` : match[0]
      report(
        'typography',
        at,
        `${says}; found "${visible(found)}"`,
        `${mended === '' ? 'Delete it' : `Write "${visible(mended)}"`}, or run check --fix.`,
        fix,
      )
    }
  }
}

/** Spaces by their names: a narrow no-break space looks like nothing on a terminal. */
function visible(text: string): string {
  return text.replaceAll(thin, '[U+202F]').replaceAll(hard, '[U+00A0]').replaceAll(mask, '·')
}

function spaceBefore(signs: string, space: string): Omit<SignRule, 'says'> {
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
    says: `${close} needs its opening ${open}`,
  }
}
