/** Signatures as lines of code: names in full ink, types in the quieter one, long ones with a parameter a line. */
import { escapeText } from '../../cells/element/node.ts'
import type { Signature, SignatureParam } from './signature.ts'

/** Characters that fit on one line of a desk's column. */
const width = 74

export function signatureHtml(
  name: string,
  signature: Signature,
  how: 'call' | 'construct' | 'property' = 'call',
): string {
  const opening = `${how === 'construct' ? '<span class="token-keyword">new</span> ' : ''}${nameHtml(name)}`
  const returns =
    signature.returns && how !== 'construct' ? `<span class="type">: ${escapeText(signature.returns)}</span>` : ''
  if (how === 'property') return opening + returns
  const params = signature.params.filter((param) => param.members?.length !== 0)
  const inRow = `${opening}(${params.map((param) => paramHtml(param)).join(', ')})${returns}`
  if (textLength(inRow) <= width) return inRow
  const lines = params.map((param) => `  ${paramHtml(param, 2)},`)
  return `${opening}(\n${lines.join('\n')}\n)${returns}`
}

function nameHtml(name: string): string {
  const [last, ...spaces] = name.split('.').reverse()
  const space = spaces.reverse().map((part) => `${part}.`)
  return `${space.length > 0 ? `<span class="type">${space.join('')}</span>` : ''}<b>${escapeText(last!)}</b>`
}

function paramHtml({ name, type, optional, rest, members }: SignatureParam, indent?: number): string {
  if (members) {
    const inRow = `{ ${members.map((member) => paramHtml(member)).join(', ')} }`
    if (indent === undefined || textLength(inRow) + indent < width) return inRow
    const lines = members.map((member) => `${' '.repeat(indent + 2)}${paramHtml(member)},`)
    return `{\n${lines.join('\n')}\n${' '.repeat(indent)}}`
  }
  const written = type && `<span class="type">: ${escapeText(type)}</span>`
  return `${rest ? '...' : ''}${escapeText(name)}${optional ? '?' : ''}${written}`
}

const textLength = (html: string): number => html.replace(/<[^>]*>/g, '').replace(/&\w+;/g, '.').length
