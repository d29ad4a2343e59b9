/** Messages as a person, a program or a forge reads them. */
import type { Message } from '../check/message.ts'

export interface Located extends Message {
  locale: string
  /** Empty for a file that belongs to no entry. */
  slug: string
}

/** @param waiting  `fr stale` → how many blocks, for the last lines */
export function formatMessages(
  messages: readonly Located[],
  format: 'text' | 'json' | 'github',
  all: boolean,
  waiting: ReadonlyMap<string, number>,
): string {
  if (format === 'json') return JSON.stringify(messages.map(toJson), null, 2)
  const shown = all ? messages : messages.filter(({ severity }) => severity !== 'info')
  const lines = shown.map(format === 'github' ? toAnnotation : toText)
  return [...lines, summary(messages, waiting)].join('\n')
}

function toText({ file, line, column, severity, rule, message, hint }: Located): string {
  const weight = severity === 'error' ? '' : `${severity}: `
  return `${file}:${line}:${column} ${rule} ${weight}${message}${hint ? `\n  ${hint}` : ''}`
}

/** A line that GitHub and Forgejo show beside the changed line. */
function toAnnotation({ file, line, column, severity, rule, message, hint }: Located): string {
  const level = severity === 'error' ? 'error' : severity === 'warning' ? 'warning' : 'notice'
  const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
  return `::${level} file=${property(file)},line=${line},col=${column},title=${property(rule)}::${data(`${message}\n${hint}`)}`
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function toJson({ locale, slug, file, line, column, severity, rule, message, hint, block, fix }: Located) {
  return { locale, slug, file, line, column, severity, rule, message, hint, block, fixable: fix !== undefined }
}

function summary(messages: readonly Located[], waiting: ReadonlyMap<string, number>): string {
  const count = (severity: string, noun: string) => {
    const number = messages.filter((message) => message.severity === severity).length
    return `${number} ${noun}${number === 1 ? '' : 's'}`
  }
  const hints = messages.some(({ severity }) => severity === 'hint') ? `, ${count('hint', 'hint')}` : ''
  const list = [...waiting].map(([what, number]) => `${what} ${number}`).join(', ')
  const rest = list === '' ? 'every block is current' : `blocks that wait for a translator: ${list}`
  return `Translations: ${count('error', 'error')}, ${count('warning', 'warning')}${hints}; ${rest}.`
}
