/** The web app manifest of a language: https://www.w3.org/TR/appmanifest/ */
import { direction } from '../../i18n/locales.ts'
import { localePath, publicPath } from '../../i18n/links.ts'
import { translator } from '../../i18n/translate.ts'
import { paper } from './theme-colors.ts'

/** @returns the manifest, with names and shortcuts in that language and paths below the site's base */
export function appManifest(locale: string) {
  const t = translator(locale)
  const home = localePath(locale)
  return {
    // A language is an app of its own, so that a reader who installs a second one keeps the first.
    id: home,
    name: `${t('site.name')} · ${t('site.tagline')}`,
    short_name: t('site.name'),
    description: t('site.description'),
    lang: locale,
    dir: direction(locale),
    start_url: home,
    // The whole site: a reader who changes the language stays in the app, and cells run in a frame outside the locale.
    scope: publicPath(''),
    display: 'standalone',
    // A manifest has one colour for both themes; a page's own `theme-color` says the dark one once it is open.
    theme_color: paper.light,
    background_color: paper.light,
    categories: ['education', 'reference'],
    icons: [
      { src: publicPath('favicon.svg'), sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: publicPath('apple-touch-icon.png'), sizes: '180x180', type: 'image/png', purpose: 'any' },
      // Its mark lies within the circle that a mask leaves.
      { src: publicPath('icon-512.png'), sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: publicPath('icon-512.png'), sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: t('search.label'), url: localePath(locale, 'search') },
      { name: t('paths.title'), url: localePath(locale, 'paths') },
    ],
  }
}
