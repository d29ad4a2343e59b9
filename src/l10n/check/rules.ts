/** The rules of the check, and how much each weighs. Errors fail a build; warnings want an eye; hints may be wrong. */
export type Severity = 'error' | 'warning' | 'hint' | 'info'

export const rules = {
  // Before anything is compared.
  syntax: 'error',
  lock: 'error',
  // The same in every language.
  structure: 'error',
  code: 'error',
  result: 'error',
  math: 'error',
  component: 'error',
  'inline-code': 'error',
  'inline-math': 'error',
  link: 'error',
  markup: 'error',
  // The interface.
  json: 'error',
  'strings-missing': 'error',
  'strings-unknown': 'error',
  'strings-placeholder': 'error',
  // The language.
  'term-forbidden': 'error',
  term: 'warning',
  number: 'warning',
  typography: 'warning',
  punctuation: 'warning',
  'repeated-word': 'warning',
  unchanged: 'warning',
  reused: 'warning',
  spelling: 'hint',
  // What is silenced.
  'ignore-reason': 'error',
  'ignore-unused': 'warning',
  // What waits for a translator: never a fault of whoever changed the English.
  stale: 'info',
  missing: 'info',
  edited: 'info',
  obsolete: 'info',
} as const satisfies Record<string, Severity>

export type Rule = keyof typeof rules

export function isRule(name: string): name is Rule {
  return Object.hasOwn(rules, name)
}
