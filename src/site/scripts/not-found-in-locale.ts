/**
 * For hosts that know one 404 page only: where the address names a language, that language's page takes the place of
 * the list of languages.
 */
import { suggestNear } from './suggest-near.ts'

const links = [...document.querySelectorAll<HTMLAnchorElement>('main a[hreflang]')]
const own = links.find(({ pathname }) => location.pathname.startsWith(pathname))

if (own) {
  const response = await fetch(`${own.pathname}404.html`)
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const main = page.querySelector('main')
  if (main) {
    document.documentElement.lang = page.documentElement.lang
    document.documentElement.dir = page.documentElement.dir
    document.title = page.title
    document.body.replaceChildren(...page.body.childNodes)
    suggestNear()
  }
}
