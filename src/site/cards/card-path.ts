/** Where the pictures of links stand. `LEXIGRAD_CARDS=0` builds without those of entries: a page then has the site's. */
import { publicPath } from '../../i18n/links.ts'

export const drawsEntries = process.env.LEXIGRAD_CARDS !== '0'

/** The name of the picture that stands for all other pages; no slug has a capital letter. */
export const siteCard = 'Lexigrad'

export function cardPath(locale: string, slug: string | undefined): string {
  return publicPath(`cards/${locale}/${drawsEntries && slug ? slug : siteCard}.png`)
}
