/**
 * What the check says, before it is said in a language: the name of a sentence under `check` in `locales/<locale>/ui.json`,
 * and what goes into its places. A page says it in its reader's language, the command line in English.
 */

export interface Said {
  /** A path in `ui.json`: `check.link.missing`. */
  id: string
  /** By the names of the places. What is said in its turn, such as `a heading`, is said in the same language. */
  values?: Readonly<Record<string, string | number | Said>>
}

/** @param name  below `check`, or from the top of the file for what begins with a slash: `/errors.syntax-end` */
export function say(name: string, values?: Said['values']): Said {
  const id = name.startsWith('/') ? name.slice(1) : `check.${name}`
  return values ? { id, values } : { id }
}

/** A sentence by strings nested as in `ui.json`. What they lack is looked for in the fallback. */
export function sentenceIn(strings: object, { id, values }: Said, fallback?: object): string {
  const text = find(strings, id) || (fallback && find(fallback, id)) || id
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = values?.[name]
    if (value === undefined) return whole
    return typeof value === 'object' ? sentenceIn(strings, value, fallback) : String(value)
  })
}

function find(strings: object, id: string): string | undefined {
  let found: unknown = strings
  for (const name of id.split('.')) found = (found as Record<string, unknown> | undefined)?.[name]
  return typeof found === 'string' ? found : undefined
}
