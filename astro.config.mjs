import { join } from 'node:path'
import mdx from '@astrojs/mdx'
import { satteri } from '@astrojs/markdown-satteri'
import sitemap from '@astrojs/sitemap'
import { defineConfig } from 'astro/config'
import { mdxFeatures } from './src/cells/parse/mdx.ts'
import { completeLocales, sourceLocale } from './src/i18n/locales.ts'
import { entryTree, tableCellBlocks } from './src/site/plugins/entry-tree.ts'
import { themeScriptHash } from './src/site/theme-script.ts'
import { cellAssets } from './src/site/plugins/cell-assets.ts'
import { engineNames } from './src/site/plugins/engine-core.ts'
import { content } from './src/site/plugins/content.ts'
import { embed } from './src/site/plugins/embed.ts'
import { offline } from './src/site/plugins/offline.ts'
import { translationEditor } from './src/site/plugins/translation-editor.ts'

// Tests and deployments set these: where the site is served, from which folder of it, and where the build goes.
const { LEXIGRAD_SITE = 'https://lexigrad.example', LEXIGRAD_BASE = '/', LEXIGRAD_OUT = './dist' } = process.env

/** Only pages in complete languages, each with its translations. */
const sitemapOptions = {
  filter: (page) => {
    const [locale] = new URL(page).pathname.slice(LEXIGRAD_BASE.replace(/\/?$/, '/').length).split('/')
    return completeLocales.includes(locale) && !/\/(?:404|offline|translation(?:\/[^/]+)?)\/?$/.test(page)
  },
  i18n: { defaultLocale: sourceLocale, locales: Object.fromEntries(completeLocales.map((code) => [code, code])) },
}

export default defineConfig({
  site: LEXIGRAD_SITE,
  base: LEXIGRAD_BASE,
  outDir: LEXIGRAD_OUT,
  cacheDir: join('.cache', 'astro', encodeURIComponent(LEXIGRAD_OUT)),
  trailingSlash: 'always',
  build: { assets: 'assets', inlineStylesheets: 'never' },
  integrations: [content(), mdx({ optimize: true }), sitemap(sitemapOptions), embed(), offline(), translationEditor()],
  markdown: {
    syntaxHighlight: false,
    processor: satteri({
      features: { ...mdxFeatures, smartPunctuation: false },
      mdastPlugins: [entryTree],
      hastPlugins: [tableCellBlocks],
    }),
  },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        // The service worker; cells have workers of their own, in a frame of another origin.
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ],
      scriptDirective: { resources: ["'self'"], hashes: [themeScriptHash] },
      styleDirective: { resources: ["'self'"] },
    },
  },
  devToolbar: { enabled: false },
  // A face inlined as data: would need font-src data:.
  vite: { plugins: [cellAssets(), engineNames()], build: { assetsInlineLimit: 0 } },
})
