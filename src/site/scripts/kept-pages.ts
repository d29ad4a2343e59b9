/** On the page for what was not kept: lists the pages that were, in this language first. */
const list = document.querySelector<HTMLElement>('[data-role="kept"]')

async function keptPages(): Promise<{ url: URL; title: string; lang: string }[]> {
  const cache = await caches.open('lexigrad-pages')
  const pages = []
  for (const request of await cache.keys()) {
    const text = (await (await cache.match(request))?.text()) ?? ''
    const page = new DOMParser().parseFromString(text, 'text/html')
    const title = page.querySelector('h1')?.textContent?.trim()
    if (title) pages.push({ url: new URL(request.url), title, lang: page.documentElement.lang })
  }
  const own = document.documentElement.lang
  return pages.sort((a, b) => Number(b.lang === own) - Number(a.lang === own) || a.title.localeCompare(b.title, own))
}

async function fill(target: HTMLElement): Promise<void> {
  for (const { url, title, lang } of await keptPages()) {
    const link = document.createElement('a')
    link.href = url.pathname
    link.lang = lang
    link.hreflang = lang
    link.textContent = title
    const item = document.createElement('li')
    item.append(link)
    target.append(item)
  }
  for (const part of document.querySelectorAll<HTMLElement>('[data-kept]')) part.hidden = target.children.length === 0
}

if (list && 'caches' in globalThis) fill(list).catch(() => undefined)
