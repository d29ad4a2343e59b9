/** Addresses of pages. Content and components name pages without base path; these functions add it. */

/** The folder the site is served from: `/`, or `/docs/lexigrad/`. Astro sets BASE_URL; what runs in Node beside it has the variable. */
const base: string = (import.meta.env?.BASE_URL ?? globalThis.process?.env.LEXIGRAD_BASE ?? '/').replace(/\/?$/, '/')

/** `localePath('fr', 'gradient')` is `/fr/gradient/`; without a page, the locale's home. */
export function localePath(locale: string, page = ''): string {
  return `${base}${locale}/${page === '' ? '' : `${page.replace(/^\/|\/$/g, '')}/`}`
}

/** A file served from `public/`: `publicPath('favicon.svg')`. */
export function publicPath(file: string): string {
  return base + file.replace(/^\//, '')
}

/** The whole address, for canonical links, hreflang and feeds. */
export function absolute(path: string, site: URL | undefined): string {
  return site ? new URL(path, site).href : path
}
