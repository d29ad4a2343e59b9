/** Writes the service worker of a build, `sw.js`, when all its files are there. The dev server has none. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { build, type Rolldown } from 'vite'
import { localeCodes } from '../../i18n/locales.ts'
import { sortFiles, type OfflineManifest } from '../offline/manifest.ts'

const source = fileURLToPath(new URL('../offline/service-worker.ts', import.meta.url))

export function offline(): AstroIntegration {
  let base = '/'
  return {
    name: 'lexigrad-offline',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/')
      },
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir)
        writeFileSync(join(folder, 'sw.js'), await serviceWorker(folder, base))
      },
    },
  }
}

async function serviceWorker(folder: string, base: string): Promise<string> {
  const files = globSync('**/*', { cwd: folder })
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, stats: statSync(join(folder, path)) }))
    .filter(({ stats }) => stats.isFile())
    .map(({ path, stats }) => ({ path, bytes: stats.size }))
  const offlinePages = localeCodes.map((locale) => [locale, `${locale}/offline/`] as const)
  const contents = offlinePages.map(([, path]) => readFileSync(join(folder, path, 'index.html')))
  const sorted = sortFiles(files)
  const manifest: OfflineManifest = {
    build: hashOf([JSON.stringify(sorted), ...contents]),
    base,
    ...sorted,
    offline: Object.fromEntries(offlinePages),
  }
  return `const manifest=${JSON.stringify(manifest)};\n${await bundle()}`
}

function hashOf(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('base64url').slice(0, 12)
}

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { write: false, minify: true, target: 'es2023', lib: { entry: source, formats: ['iife'], name: 'offline' } },
  })
  const [output] = [result].flat() as Rolldown.RolldownOutput[]
  return output!.output[0].code
}
