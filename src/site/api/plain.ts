/** The documentation in the fewest words, for what shows it beside code: a signature and a sentence, as plain text. */
import type { Entry, EntryMember } from './load-api.ts'
import { signatureHtml } from './signature-html.ts'
import type { Signature } from './signature.ts'

/** `softmax(x: Tensor, dim?: number): Tensor`, each way to call on a line of its own. */
export function plainSignature(
  name: string,
  signatures: readonly Signature[],
  how: 'call' | 'construct' | 'property' = 'call',
): string {
  return signatures.map((signature) => plain(signatureHtml(name, signature, how))).join('\n')
}

/** The first sentence of a docstring, without the marks of code. */
export function firstSentence({ doc }: Pick<Entry | EntryMember, 'doc'>): string {
  const text = doc.summary.find((paragraph) => !paragraph.startsWith(' ')) ?? ''
  // A full stop inside code, a number or an abbreviation ends no sentence.
  const end = /[.:](?=\s+[A-Z`(]|$)|:\s+(?=`)/.exec(text.replace(/`[^`]*`/g, (code) => '`'.repeat(code.length)))
  return text
    .slice(0, end ? end.index : undefined)
    .replaceAll('`', '')
    .concat(text === '' ? '' : '.')
    .replace(/\.\.$/, '.')
}

/** The parameters of a function that is a method too: its first is what the method is called on. */
export function asMethod(signatures: readonly Signature[]): Signature[] {
  return signatures.map(({ params, returns }) => ({ params: params.slice(1), returns }))
}

function plain(html: string): string {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' }
  return html.replace(/<[^>]*>/g, '').replace(/&(?:lt|gt|amp|quot);/g, (entity) => entities[entity]!)
}
