/**
 * Takes a first-time visitor from `/` to their own language, once. Whoever comes back to `/`, from inside the site
 * or by the back button, finds the list of languages and stays.
 */
const key = 'lexigrad-visited'

const links = [...document.querySelectorAll<HTMLAnchorElement>('main a[hreflang]')]

function firstVisit(): boolean {
  try {
    const visited = localStorage.getItem(key) !== null
    localStorage.setItem(key, '1')
    return !visited
  } catch {
    // Without storage nobody could tell a first visit from a second one.
    return false
  }
}

function ownLanguage(): HTMLAnchorElement | undefined {
  for (const language of navigator.languages) {
    const code = language.toLowerCase().split('-')[0]
    const link = links.find(({ hreflang }) => hreflang === code)
    if (link) return link
  }
  return undefined
}

const fromInside = document.referrer.startsWith(location.origin)
const link = ownLanguage()
if (link && !fromInside && firstVisit()) location.replace(link.href)
