/** Every docstring of a file, and whose it is. */
import type { Doc } from './comment.ts'
import type { SourceFile } from './types.ts'

export interface OwnedDoc {
  /** `softmax`, or `Tensor.item` for a member. */
  name: string
  doc: Doc
  line: number
}

export function listDocs({ declarations, methods }: SourceFile): OwnedDoc[] {
  const found: OwnedDoc[] = []
  for (const { name, doc, line, members } of Object.values(declarations)) {
    if (doc) found.push({ name, doc, line })
    for (const member of members)
      if (member.doc) found.push({ name: `${name}.${member.name}`, doc: member.doc, line: member.line })
  }
  for (const { name, doc, line } of methods) if (doc) found.push({ name: `Tensor.${name}`, doc, line })
  return found
}
