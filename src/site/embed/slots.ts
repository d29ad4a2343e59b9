/** What the template of an embedded cell leaves open; none of these signs needs escaping in HTML. */
export const slots = {
  title: '%title%',
  description: '%description%',
  entry: '%entry%',
  oembed: '%oembed%',
  cell: '%cell%',
} as const

export type SlotValues = Record<keyof typeof slots, string>

/** Sets HTML into the template, in one pass: what is set in is not looked at again. */
export function fillSlots(template: string, values: SlotValues): string {
  return template.replace(/%(title|description|entry|oembed|cell)%/g, (_, name: keyof typeof slots) => values[name])
}
