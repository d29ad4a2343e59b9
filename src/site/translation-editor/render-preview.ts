/** Renders a text with the site's own components. Runs where the dev server runs pages; the dev server's plugin calls it. */
import mdxRenderer from '@astrojs/mdx/server.js'
import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import type { MDXInstance } from 'astro'
import Preview from './Preview.astro'

let container: Promise<AstroContainer> | undefined

/**
 * @param id  what the dev server loads the text by
 * @returns HTML of all blocks, each with its `data-block`
 */
export async function renderPreview(id: string, locale: string, slug: string): Promise<string> {
  const text = (await import(/* @vite-ignore */ id)) as MDXInstance<{ title: string; definition: string }>
  container ??= createContainer()
  return (await container).renderToString(Preview, {
    props: { text },
    params: { locale, slug },
    request: new Request(`http://localhost/${locale}/${slug}/`),
    partial: true,
  })
}

async function createContainer(): Promise<AstroContainer> {
  const made = await AstroContainer.create()
  made.addServerRenderer({ name: 'astro:jsx', renderer: mdxRenderer })
  return made
}
