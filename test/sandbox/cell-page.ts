/**
 * A page with cells and nothing else, under the site's policy, served from this machine: for what a cell may and may not
 * do in a real browser. The server remembers every request, so that a leak is seen from outside.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { deserialize } from 'node:v8'
import { build, type Rolldown } from 'vite'
import type { PythonFiles } from '../../src/cells/sandbox/load-python.ts'
import { frameDocument } from '../../src/cells/sandbox/frame-document.ts'
import { cellStrings } from '../../src/site/code/cell-strings.ts'
import { cellTexts } from '../../src/site/code/cell-texts.ts'
import { bundleCellAssets, pythonFilesOf, type CellAssets } from '../../src/site/plugins/cell-assets.ts'
import { engineNames } from '../../src/site/plugins/engine-core.ts'

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "worker-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
].join('; ')

/** What a cell's fence says of it. */
export interface PageCell {
  id: string
  code: string
  limit?: number
  after?: string
  /** TypeScript if absent. */
  language?: 'typescript' | 'python'
  /** Source of a worker in place of ours, for a page's only cell: what a worker could send that a cell has taken over. */
  worker?: string
  /** Script of a frame in place of ours, likewise: under our policy, with the rights of our frame. */
  frame?: string
}

export interface CellPage {
  /** Address of a page with these cells; the same cells have the same address. */
  urlOf(cells: readonly PageCell[], locale?: string): string
  /** Address of a page that runs a script without any sandbox or policy. */
  openUrlOf(script: string): string
  /** Paths asked for that the page itself has no use for, and all of them. */
  leaks: string[]
  requests: string[]
  /** What files of more than a megabyte take to come [ms]. */
  slow: number
  /** While true, the server answers nothing. */
  down: boolean
  /** Files that cannot be had, or of which half comes. */
  failing: { path: RegExp; how: 'absent' | 'half' } | undefined
  close(): Promise<void>
}

/**
 * @param options.base  folder that the page's files are served from, with slashes
 * @param options.dressed  with the site's own styles and fonts, to look at
 */
export async function serveCellPage({ base = '/', dressed = false } = {}): Promise<CellPage> {
  const { assets, scripts, rootPython } = await cellBundle()
  const python = base === '/' ? rootPython : pythonFilesOf(assets, base)
  const files = new Map<string, { type: string; text: string | Uint8Array }>()
  for (const { path, content, type } of Object.values(assets)) files.set(base + path, { type, text: content })
  for (const [name, text] of scripts) files.set(`${base}${name}`, { type: 'text/javascript', text })
  for (const locale of ['en', 'fr', 'es', 'tr', 'ko']) {
    files.set(`${base}${locale}/texts.json`, { type: 'application/json', text: JSON.stringify(cellTexts(locale)) })
  }
  const style = readFileSync(join(import.meta.dirname, 'cell-page.css'), 'utf8')
  files.set(`${base}page.css`, { type: 'text/css', text: dressed ? siteStyles() : style })
  if (dressed) {
    const fonts = join(import.meta.dirname, '../../src/site/fonts')
    for (const name of readdirSync(fonts).filter((name) => name.endsWith('.woff2'))) {
      files.set(`${base}fonts/${name}`, { type: 'font/woff2', text: readFileSync(join(fonts, name)) })
    }
  }

  const leaks: string[] = []
  const requests: string[] = []
  const server = createServer((request, response) => {
    if (page.down) return void request.socket.destroy()
    const path = (request.url ?? '/').replace(/\?.*/, '')
    const fails = page.failing?.path.test(path) ? page.failing.how : undefined
    const file = fails === 'absent' ? undefined : files.get(path)
    requests.push(path)
    if (!file && !fails && path !== '/favicon.ico') leaks.push(`${request.method} ${request.url}`)
    response.writeHead(file ? 200 : 404, {
      'Content-Type': `${file?.type ?? 'text/plain'}; charset=utf-8`,
      // The frame brings its own policy.
      ...(path.startsWith(`${base}page/`) && { 'Content-Security-Policy': policy }),
      'Access-Control-Allow-Origin': '*',
    })
    const text = file?.text ?? ''
    const half = text.slice(0, text.length / 2)
    if (!page.slow || text.length < 1e6) return void response.end(fails === 'half' ? half : text)
    response.write(half)
    setTimeout(() => response.end(text.slice(half.length)), page.slow)
  })
  server.on('upgrade', (request, socket) => {
    leaks.push(`UPGRADE ${request.url}`)
    socket.destroy()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const page: CellPage = {
    leaks,
    requests,
    slow: 0,
    down: false,
    failing: undefined,
    urlOf(cells, locale = 'en') {
      const foreign = cells[0]?.worker
      const worker = foreign === undefined ? base + assets.worker.path : `${base}worker/${hash(foreign)}.js`
      if (foreign !== undefined) files.set(worker, { type: 'text/javascript', text: foreign })
      const script = cells[0]?.frame
      const frame = script === undefined ? base + assets.frame.path : `${base}frame/${hash(script)}.html`
      if (script !== undefined) {
        const text = frameDocument(script, `sha256-${createHash('sha256').update(script).digest('base64')}`)
        files.set(frame, { type: 'text/html', text })
      }
      const text = pageHtml(cells, locale, base, {
        frame,
        worker,
        wholeWorker: foreign === undefined ? base + assets.wholeWorker.path : worker,
        script: `${base}live-cell.js`,
        python: JSON.stringify(python),
        kernels: JSON.stringify({ relaxed: base + assets.relaxedKernels.path, plain: base + assets.plainKernels.path }),
        data: JSON.stringify({ digits: base + assets.digits.path, declaration: base + assets.declaration.path }),
      })
      const path = `${base}page/${hash(text)}`
      files.set(path, { type: 'text/html', text })
      return origin + path
    },
    openUrlOf(script) {
      const path = `${base}open/${hash(script)}`
      const text = `<!doctype html><meta charset="utf-8"><title>Open</title><body><script type="module">${script}</script>`
      files.set(path, { type: 'text/html', text })
      return origin + path
    },
    close: () => closeServer(server),
  }
  return page
}

function siteStyles(): string {
  const folder = join(import.meta.dirname, '../../src/site/styles')
  const list = readFileSync(join(folder, 'site.css'), 'utf8').matchAll(/@import '.\/(.*?)'/g)
  const text = [...list].map(([, name]) => readFileSync(join(folder, name!), 'utf8')).join('\n')
  return `${text.replaceAll('../fonts/', 'fonts/')}\nbody { padding-inline: var(--edge) }`
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((closed) => void server.close(() => closed()))
}

interface CellBundle {
  assets: CellAssets
  scripts: [name: string, text: string][]
  /** What a page at the root of its host is told of Python. */
  rootPython: PythonFiles
}

/** What the run's global setup has bundled, else bundled here. */
async function cellBundle(): Promise<CellBundle> {
  const file = process.env.LEXIGRAD_CELL_BUNDLE
  return file === undefined ? bundleCells() : (deserialize(readFileSync(file)) as CellBundle)
}

export async function bundleCells(): Promise<CellBundle> {
  const [assets, scripts] = await Promise.all([bundleCellAssets(), bundleElement()])
  return { assets, scripts, rootPython: pythonFilesOf(assets, '/') }
}

async function bundleElement(): Promise<[name: string, text: string][]> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [engineNames()],
    build: {
      write: false,
      minify: true,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: join(import.meta.dirname, '../../src/cells/element/live-cell.ts'),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  })
  const [{ output }] = [result].flat() as [Rolldown.RolldownOutput]
  return output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)])
}

interface PageUrls {
  frame: string
  worker: string
  wholeWorker: string
  script: string
  python: string
  kernels: string
  data: string
}

function pageHtml(cells: readonly PageCell[], locale: string, base: string, urls: PageUrls): string {
  const strings = attribute(JSON.stringify(cellStrings(locale)))
  const cellHtml = ({ id, code, limit, after, language = 'typescript' }: PageCell) => `
<live-cell id="cell-${id}" cell="${id}" data-state="idle" data-language="${language}" data-locale="${locale}" data-frame="${urls.frame}"
  data-worker="${urls.worker}" data-whole-worker="${urls.wholeWorker}" data-kernels="${attribute(urls.kernels)}"${language === 'python' ? ` data-python="${attribute(urls.python)}"` : ''} data-data="${attribute(urls.data)}" data-texts="${base}${locale}/texts.json" data-strings="${strings}"${limit ? ` data-limit="${limit}"` : ''}${after ? ` data-after="${after}"` : ''}>
  <pre class="code" tabindex="0"><code data-role="code">${code
    .split('\n')
    .map((line) => `<span class="line">${attribute(line)}</span>`)
    .join('\n')}</code></pre>
  <div data-role="bar"><span data-role="controls"><button type="button" data-action="run">Run</button><button type="button" data-action="stop" hidden>Stop</button></span>
  <span data-role="status" role="status"></span><p data-role="not-loaded" hidden>not loaded</p><p data-role="unsupported" hidden>unsupported</p></div>
  <div data-role="result">
    <div data-role="error" role="alert" hidden></div><pre data-role="output" tabindex="0" hidden></pre><div data-role="variables" hidden></div>
  </div>
</live-cell>`
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Cells</title><link rel="stylesheet" href="${base}page.css">
<script type="module" src="${urls.script}"></script></head><body>${cells.map(cellHtml).join('\n')}</body></html>`
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
