/**
 * The translation editor. In the dev server: its page, and what it asks of the project's files (l10n/editor). In a build:
 * the same editor over a folder that a translator opens, with a parser of its own and the texts to begin with. Nothing of it
 * reaches who only reads.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import type { Plugin, RunnableDevEnvironment, UserConfig, ViteDevServer } from 'vite'
import { contentFolder, localesFolder, projectRoot } from '../../i18n/paths.ts'
import { draftOf, forgetTermBases } from '../../l10n/editor/dev-server.ts'
import { publishTexts } from '../translation-editor/publish-texts.ts'
import { browserParser } from './browser-parser.ts'
import { answer, readEdit, refuseRequest, type Answer } from '../../l10n/editor/requests.ts'

const here = new URL('../translation-editor/', import.meta.url)
const entrypoint = (name: string) => fileURLToPath(new URL(name, here))

export function translationEditor(): AstroIntegration {
  const drafts = new Drafts()
  let base = '/'
  return {
    name: 'lexigrad-translation-editor',
    hooks: {
      'astro:config:setup': ({ command, config, injectRoute, updateConfig }) => {
        base = config.base.replace(/\/?$/, '/')
        const page = command === 'dev' ? 'EditorPage.astro' : 'FolderEditorPage.astro'
        injectRoute({ pattern: '/[locale]/translation/[slug]', entrypoint: entrypoint(page) })
        if (command === 'dev') updateConfig({ vite: { plugins: [drafts.plugin()] } })
        else updateConfig({ vite: { worker: translationWorker(config.build.assets) } })
      },
      'astro:build:done': ({ dir }) => publishTexts(fileURLToPath(dir)),
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request: IncomingMessage, response: ServerResponse, next) => {
          const { pathname } = new URL(request.url ?? '/', 'http://localhost')
          // The dev server may have taken the base path off already.
          const path = pathname.startsWith(base) ? pathname.slice(base.length) : pathname.slice(1)
          const action = path.startsWith('@translation/')
            ? path.slice('@translation/'.length).replace(/\/$/, '')
            : undefined
          if (action === undefined) return next()
          respond(action, request, drafts, server).then(
            ({ status, body }) => {
              response.statusCode = status
              response.setHeader('Content-Type', 'application/json')
              response.setHeader('Cache-Control', 'no-store')
              response.end(JSON.stringify(body))
            },
            (error: Error) => {
              response.statusCode = 500
              response.setHeader('Content-Type', 'application/json')
              response.end(JSON.stringify({ error: error.message }))
            },
          )
        })
        server.watcher.on('all', (_event: string, file: string) => {
          if (file.startsWith(localesFolder)) forgetTermBases()
          // Open editors read again what has changed under them.
          if (file.startsWith(contentFolder)) server.environments.client.hot.send('translation:changed', {})
        })
      },
    },
  }
}

/** How the editor's worker is bundled: by names that the service worker knows for parts that readers do not need. */
const translationWorker = (folder: string): UserConfig['worker'] => ({
  format: 'es',
  plugins: () => [browserParser()],
  rolldownOptions: {
    output: {
      entryFileNames: `${folder}/translation-[name].[hash].js`,
      chunkFileNames: `${folder}/translation-[name].[hash].js`,
    },
  },
})

async function respond(
  action: string,
  request: IncomingMessage,
  drafts: Drafts,
  server: ViteDevServer,
): Promise<Answer> {
  const refused = refuseRequest(request.method, request.headers)
  if (refused) return { status: 403, body: { error: refused } }
  const data = JSON.parse(await readBody(request)) as Record<string, unknown>
  if (action !== 'preview') return answer(action, data)
  // The same entries and locales are known to all actions.
  const known = answer('read', data)
  if (known.status !== 200) return known
  const { locale, slug } = data as { locale: string; slug: string }
  const edits = (Array.isArray(data.edits) ? data.edits : []).flatMap((edit) => readEdit(edit) ?? [])
  const draft = draftOf(locale, slug, edits)
  if (!draft) return { status: 200, body: {} }
  // The site's own component reads a cell from the file: its comments go to the page by themselves.
  return {
    status: 200,
    body: { html: await drafts.render(server, draft.source, { locale, slug }), cells: draft.cells },
  }
}

/** Longest request that is read [characters]: an entry's text several times over. */
const longestBody = 2_000_000

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > longestBody) throw new Error(`The request is longer than ${longestBody} bytes.`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Texts that no file holds, which the dev server loads and renders as if one did. */
class Drafts {
  #sources = new Map<string, string>()
  #count = 0

  plugin(): Plugin {
    return {
      name: 'translation-drafts',
      enforce: 'pre',
      resolveId: (id) => (this.#sources.has(id) ? id : undefined),
      load: (id) => this.#sources.get(id),
    }
  }

  async render(server: ViteDevServer, source: string, { locale, slug }: { locale: string; slug: string }) {
    // The folder and the name say which entry it is, as those of a file do; a number each, since modules are kept.
    const id = join(projectRoot, '.cache', 'drafts', String(++this.#count), slug, `${locale}.mdx`).replaceAll('\\', '/')
    this.#sources.set(id, source)
    try {
      const environment = server.environments.ssr as RunnableDevEnvironment
      const { renderPreview } = (await environment.runner.import(entrypoint('render-preview.ts'))) as {
        renderPreview: (id: string, locale: string, slug: string) => Promise<string>
      }
      return await renderPreview(id, locale, slug)
    } finally {
      this.#sources.delete(id)
    }
  }
}
