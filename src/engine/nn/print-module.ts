/** Modules as PyTorch prints them. */
import type { Module } from './module.ts'

const indent = (text: string): string => text.split('\n').join('\n  ')

/**
 * The class, what the module says of itself, and the modules inside it, each on its line.
 * @example printModule(new nn.ReLU()) // ReLU()
 */
export function printModule(module: Module): string {
  const extra = module.extraRepr()
  const own = extra === '' ? [] : extra.split('\n')
  return bracketed(
    module.constructor.name,
    own,
    module.namedChildren().map(([name, child]) => `(${module.printedName(name)}): ${indent(child.toString())}`),
  )
}

/** The same with equal neighbours counted: `(0-2): 3 x Linear(…)`. */
export function printList(module: Module): string {
  const groups: { first: number; last: number; text: string }[] = []
  module.namedChildren().forEach(([, child], i) => {
    const text = child.toString()
    const before = groups.at(-1)
    if (before?.text === text) before.last = i
    else groups.push({ first: i, last: i, text })
  })
  const lines = groups.map(({ first, last, text }) =>
    indent(first === last ? `(${first}): ${text}` : `(${first}-${last}): ${last - first + 1} x ${text}`),
  )
  return bracketed(module.constructor.name, [], lines)
}

function bracketed(name: string, own: readonly string[], children: readonly string[]): string {
  if (children.length === 0 && own.length <= 1) return `${name}(${own.join('')})`
  return `${name}(\n  ${[...own, ...children].join('\n  ')}\n)`
}
