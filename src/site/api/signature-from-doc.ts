/** Calls whose types only a compiler can take apart (`...needed: V, ...options: Settings<O>`), as their docstring names them. */
import type { Doc } from './comment.ts'
import type { Signature, SignatureParam } from './signature.ts'

/** Two rest parameters, or one whose type is worked out from what is given: nothing that can be written. */
function isReadable({ params }: Signature): boolean {
  return params.every(({ rest, type }) => !rest || !/\bextends\b|\binfer\b|^[A-Z]$|^Settings</.test(type))
}

/** The signatures themselves where they can be read, else the one that the docstring tells. */
export function readableSignatures(signatures: readonly Signature[], doc: Doc | undefined): Signature[] {
  if (signatures.every(isReadable) || !doc || doc.params.length === 0) return [...signatures]
  const param = (name: string, text: string): SignatureParam => ({
    name,
    type: '',
    optional: /\bdefault\b/i.test(text),
    rest: false,
  })
  const options: SignatureParam[] = []
  const row: SignatureParam[] = []
  for (const { name, text } of doc.params) {
    const [, list] = name === 'args' ? (/^(.*), in a row or by name/.exec(text) ?? []) : []
    if (list) options.push(...namesIn(list).map((option) => ({ ...param(option, ''), optional: true })))
    else if (name.startsWith('options.')) options.push({ ...param(name.slice(8), text), optional: true })
    else if (name !== 'options') row.push(param(name, text))
  }
  const last = { name: 'options', type: '', optional: true, rest: false, members: options }
  return [{ params: [...row, ...(options.length > 0 ? [last] : [])], returns: signatures[0]?.returns ?? '' }]
}

/** `bias (default true), dtype` is two names. */
function namesIn(list: string): string[] {
  return list.replace(/\([^)]*\)/g, '').match(/\w+/g) ?? []
}
