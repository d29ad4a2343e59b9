/** Puts the entries whose address or name is nearest to the one that was asked for first, and leaves out the far ones. */
import { editDistance } from '../../cells/parse/nearest.ts'

const shown = 5

export function suggestNear(): void {
  const list = document.querySelector<HTMLElement>('[data-role="near"]')
  const asked = decodeURIComponent(location.pathname).split('/').filter(Boolean).at(-1) ?? ''
  if (!list || !asked) return
  const locale = document.documentElement.lang
  const fold = (text: string) => text.toLocaleLowerCase(locale).replaceAll('-', ' ')
  const far = (item: Element) => {
    const link = item.querySelector('a')
    const slug = link?.pathname.split('/').filter(Boolean).at(-1) ?? ''
    return Math.min(
      editDistance(fold(asked), fold(slug)),
      editDistance(fold(asked), fold(link?.textContent?.trim() ?? '')),
    )
  }
  const items = [...list.children].map((item) => ({ item, far: far(item) })).sort((a, b) => a.far - b.far)
  list.append(...items.map(({ item }) => item))
  for (const { item } of items.slice(shown)) item.remove()
}
