/** The pictures of links: one for each entry in each language that it is written in, one for all other pages. */
import { getEntry } from 'astro:content'
import type { APIRoute } from 'astro'
import { readEntry } from '../../../cells/proof/entries.ts'
import { loadResult } from '../../../cells/proof/load-result.ts'
import { localeCodes } from '../../../i18n/locales.ts'
import { contentFolder } from '../../../i18n/paths.ts'
import { translator } from '../../../i18n/translate.ts'
import { drawsEntries, siteCard } from '../../../site/cards/card-path.ts'
import type { Card } from '../../../site/cards/draw-card.ts'
import { pickNumbers } from '../../../site/cards/pick-numbers.ts'
import { renderCard } from '../../../site/cards/render-card.ts'
import { firstCell } from '../../../site/content/first-cell.ts'
import { findEntry, listEntries } from '../../../site/content/entries.ts'

export function getStaticPaths() {
  return localeCodes.flatMap((locale) => {
    const entries = drawsEntries ? listEntries().filter(({ locales }) => locales.includes(locale)) : []
    return [siteCard, ...entries.map(({ slug }) => slug)].map((name) => ({ params: { locale, name } }))
  })
}

export const GET: APIRoute = async ({ params }) => {
  const { locale, name } = params as { locale: string; name: string }
  const card = name === siteCard ? await cardOfSite(locale) : await cardOfEntry(name, locale)
  return new Response(new Uint8Array(await renderCard(card)), { headers: { 'Content-Type': 'image/png' } })
}

async function cardOfEntry(slug: string, locale: string): Promise<Card> {
  const { data } = (await getEntry('entries', `${slug}/${locale}`))!
  const t = translator(locale)
  const topic = t(`topics.${findEntry(slug)!.topic}`)
  return {
    ...{ locale, topic, title: data.title, definition: data.definition, tagline: t('site.tagline') },
    numbers: await numbersOf(slug, locale),
  }
}

async function cardOfSite(locale: string): Promise<Card> {
  const t = translator(locale)
  const { slug, locale: textLocale } = firstCell(locale)
  const numbers = await numbersOf(slug, textLocale)
  return {
    locale,
    title: t('site.tagline').replace(/\.$/, ''),
    definition: t('site.description'),
    tagline: '',
    numbers,
  }
}

async function numbersOf(slug: string, locale: string) {
  const [cell] = readEntry(contentFolder, slug, locale).cells
  return cell ? pickNumbers((await loadResult(slug, locale, cell, { folder: contentFolder })).variables) : []
}
