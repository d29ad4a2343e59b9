/** The entries' texts, for Astro to compile. What they hold is checked before, by src/site/content/check. */
import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { contentFolder } from './i18n/paths.ts'
import { frontmatterSchema } from './site/content/schema.ts'

export const collections = {
  entries: defineCollection({
    loader: glob({ base: contentFolder, pattern: '*/*.mdx', generateId: ({ entry }) => entry.replace(/\.mdx$/, '') }),
    schema: frontmatterSchema,
  }),
}
