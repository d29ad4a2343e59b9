/** What `entry.yml`, the front matter of an entry and `terms.yml` must hold. */
import { z } from 'astro/zod'

export const topics = [
  'foundations',
  'training',
  'optimization',
  'networks',
  'vision',
  'language',
  'evaluation',
  'tools',
] as const

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected a slug: small letters, digits and single hyphens')
const sentence = z.string().trim().min(1, 'expected some text')
const day = z.iso.date('expected a day, such as 2026-11-27')
const people = z.array(sentence).min(1, 'expected at least one name')

/** A work the entry rests on. */
export const sourceSchema = z.strictObject({
  title: sentence,
  authors: z.array(sentence).min(1, 'expected at least one author'),
  year: z.int().min(1600).max(2100),
  url: z.url('expected a whole address, such as https://doi.org/10.1038/323533a0'),
  /** The journal, book or series it stands in. */
  in: sentence.optional(),
})

/** `content/<slug>/entry.yml`: what is the same in every language. */
export const entrySchema = z.strictObject({
  topic: z.enum(topics),
  related: z.array(slug).default([]),
  prerequisites: z.array(slug).default([]),
  sources: z.array(sourceSchema).min(1, 'an entry names at least one source'),
  /** The day on which the English text was first there. */
  written: day.optional(),
  /** The day on which somebody who had not written it last went through its facts. */
  reviewed: day.optional(),
  /** Who wrote it, and by locale who translated it, where they wish to be named. */
  authors: people.optional(),
  translators: z.record(z.string(), people).optional(),
})

/** The front matter of `content/<slug>/<locale>.mdx`. */
export const frontmatterSchema = z.strictObject({
  title: sentence,
  definition: sentence,
})

/** One term of `locales/<locale>/terms.yml`. */
export const termSchema = z.strictObject({
  term: sentence,
  also: z.array(sentence).default([]),
  avoid: z.array(sentence).default([]),
  definition: sentence,
  note: sentence.optional(),
})

export const termsSchema = z.record(slug, termSchema)

export type EntryData = z.infer<typeof entrySchema>
export type Source = z.infer<typeof sourceSchema>
export type Frontmatter = z.infer<typeof frontmatterSchema>
export type Term = z.infer<typeof termSchema>
