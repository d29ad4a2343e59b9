/**
 * What a cell needs in order to run, besides the page's own script: the worker's source, the engine included, as one classic
 * script, once on the core of the engine and once on the whole, the frame's document with its script and the hash of it, two
 * builds of the kernels, of which a browser loads the one it accepts or none, the data sets that cells import, and Python.
 * `virtual:cell-assets` gives all addresses, base path included: hashed files in a build, made
 * anew on each request by the dev server.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { build, type Plugin, type Rolldown } from 'vite'
import { dataFiles, type DataName } from '../../cells/library/data/source.ts'
import { frameDocument } from '../../cells/sandbox/frame-document.ts'
import { engineCore, engineNames } from './engine-core.ts'
import type { PythonFiles } from '../../cells/sandbox/load-python.ts'
import { describePython, pythonBinaries, transferSize } from './python-assets.ts'
import { pythonPackage } from './python-package.ts'
import { kernelBinaries } from '../../tools/kernels/compile.ts'

const virtualModule = 'virtual:cell-assets'
const resolvedModule = `\0${virtualModule}`
const sandboxFolder = new URL('../../cells/sandbox/', import.meta.url)
const dataFolder = new URL('../../cells/library/data/', import.meta.url)

export interface Asset {
  /** Path below the base, hashed. */
  path: string
  content: string | Uint8Array<ArrayBuffer>
  type: string
}

export interface CellAssets extends Record<DataName, Asset> {
  worker: Asset
  wholeWorker: Asset
  frame: Asset
  relaxedKernels: Asset
  plainKernels: Asset
  pythonWorker: Asset
  pythonWasm: Asset
  pythonMemory: Asset
  pythonLibrary: Asset
}

/** Bundles scripts, and compiles kernels unless they are compiled already. [~0.3 s] */
export async function bundleCellAssets(folder = 'assets'): Promise<CellAssets> {
  const [workerScript, wholeWorkerScript, frameScript, pythonScript, { relaxed, plain }] = await Promise.all([
    bundle('core-worker.ts', [engineNames(), engineCore()]),
    bundle('worker.ts'),
    bundle('frame.ts'),
    bundle('python-worker.ts', [pythonPackage()], ['ws']),
    kernelBinaries(),
  ])
  const { wasm, memory, library } = pythonBinaries()
  const frameText = frameDocument(frameScript, `sha256-${digest(frameScript).toString('base64')}`)
  return {
    worker: asset(folder, 'cell-worker', 'js', workerScript, 'text/javascript'),
    wholeWorker: asset(folder, 'cell-worker-whole', 'js', wholeWorkerScript, 'text/javascript'),
    frame: asset(folder, 'cell-sandbox', 'html', frameText, 'text/html'),
    relaxedKernels: asset(folder, 'kernels-relaxed', 'wasm', relaxed, 'application/wasm'),
    plainKernels: asset(folder, 'kernels-plain', 'wasm', plain, 'application/wasm'),
    digits: dataAsset(folder, 'digits', 'application/octet-stream'),
    declaration: dataAsset(folder, 'declaration', 'application/json'),
    pythonWorker: asset(folder, 'python-worker', 'js', pythonScript, 'text/javascript'),
    pythonWasm: asset(folder, 'python', 'wasm', wasm, 'application/wasm'),
    pythonMemory: asset(folder, 'python-memory', 'wasm', memory, 'application/wasm'),
    pythonLibrary: asset(folder, 'python-library', 'zip', library, 'application/zip'),
  }
}

function dataAsset(folder: string, name: DataName, type: string): Asset {
  const file = dataFiles[name]
  const content = new Uint8Array(readFileSync(new URL(file, dataFolder)))
  return asset(folder, `data-${name}`, file.slice(file.lastIndexOf('.') + 1), content, type)
}

/** Of these assets, what a page is told of Python. @param base  before the path of each */
export function pythonFilesOf(assets: CellAssets, base: string): PythonFiles {
  const { pythonWorker: script, pythonWasm: wasm, pythonMemory: memory, pythonLibrary: library } = assets
  const file = ({ path, content }: Asset) => ({ url: base + path, bytes: Buffer.byteLength(content) })
  const parts = { script: file(script), wasm: file(wasm), memory: file(memory), library: file(library) }
  return describePython(parts, transferSize([script, wasm, memory].map(({ content }) => content)))
}

export function cellAssets(): Plugin {
  let base = '/'
  let folder = 'assets'
  let serving = false
  let assets: Promise<CellAssets> | undefined
  const current = () => (assets ??= bundleCellAssets(folder))

  return {
    name: 'cell-assets',
    configResolved(config) {
      base = config.base.replace(/\/?$/, '/')
      folder = config.build.assetsDir
      serving = config.command === 'serve'
    },
    resolveId: (id) => (id === virtualModule ? resolvedModule : undefined),
    async load(id) {
      if (id !== resolvedModule) return undefined
      const all = serving ? devPaths : await current()
      const { worker, wholeWorker, frame, relaxedKernels, plainKernels, digits, declaration } = all
      const urls = {
        workerUrl: base + worker.path,
        wholeWorkerUrl: base + wholeWorker.path,
        frameUrl: base + frame.path,
        kernelUrls: { relaxed: base + relaxedKernels.path, plain: base + plainKernels.path },
        dataUrls: { digits: base + digits.path, declaration: base + declaration.path },
        pythonFiles: serving ? pythonOfDev(base) : pythonFilesOf(await current(), base),
      }
      return Object.entries(urls)
        .map(([name, url]) => `export const ${name} = ${JSON.stringify(url)}\n`)
        .join('')
    },
    configureServer(server) {
      server.watcher.on('change', () => (assets = undefined))
      server.middlewares.use((request: IncomingMessage, response: ServerResponse, next) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname
        const name = (Object.keys(devPaths) as (keyof CellAssets)[]).find((name) =>
          path.endsWith(`/${devPaths[name].path}`),
        )
        if (!name) return next()
        current().then((all) => {
          response.setHeader('Content-Type', contentType(all[name]))
          response.setHeader('Cache-Control', 'no-store')
          response.end(all[name].content)
        }, next)
      })
    },
    async generateBundle() {
      // A page's own build is the browser's; what renders the HTML has a build of its own, and no use for these.
      if (this.environment.name !== 'client') return
      for (const { path, content } of Object.values(await current())) {
        this.emitFile({ type: 'asset', fileName: path, source: content })
      }
    },
  }
}

const devPaths: Record<keyof CellAssets, { path: string }> = {
  worker: { path: '@cell-worker.js' },
  wholeWorker: { path: '@cell-worker-whole.js' },
  frame: { path: '@cell-sandbox.html' },
  relaxedKernels: { path: '@kernels-relaxed.wasm' },
  plainKernels: { path: '@kernels-plain.wasm' },
  digits: { path: '@data-digits.bin' },
  declaration: { path: '@data-declaration.json' },
  pythonWorker: { path: '@python-worker.js' },
  pythonWasm: { path: '@python.wasm' },
  pythonMemory: { path: '@python-memory.wasm' },
  pythonLibrary: { path: '@python-library.zip' },
}

/** Nothing is bundled before it is asked for: the sizes of what is are guesses. */
function pythonOfDev(base: string): PythonFiles {
  const file = (name: keyof CellAssets, bytes: number) => ({ url: base + devPaths[name].path, bytes })
  const [script, wasm] = [file('pythonWorker', 2e6), file('pythonWasm', 10e6)]
  const [memory, library] = [file('pythonMemory', 8e6), file('pythonLibrary', 2.5e6)]
  return describePython({ script, wasm, memory, library }, 6.5e6)
}

/** For an answer's header. */
export const contentType = ({ content, type }: Asset): string =>
  typeof content === 'string' ? `${type}; charset=utf-8` : type

/** The core of the engine by itself, as a cell's worker has it: for what is said of its size. */
export const bundleCore = (): Promise<string> => bundle('../../engine/core.ts', [engineCore()])

async function bundle(entry: string, plugins: Plugin[] = [], external: string[] = []): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins,
    build: {
      write: false,
      minify: true,
      target: 'es2023',
      // What prints itself by the name of its class does so here as well: errors, modules.
      rolldownOptions: { external, output: { minify: { mangle: { keepNames: { class: true, function: false } } } } },
      lib: { entry: fileURLToPath(new URL(entry, sandboxFolder)), formats: ['iife'], name: 'cell' },
    },
  })
  const [output] = [result].flat() as Rolldown.RolldownOutput[]
  return output!.output[0].code.trim()
}

function asset(folder: string, name: string, extension: string, content: Asset['content'], type: string): Asset {
  const hash = digest(content).toString('base64url').slice(0, 8)
  return { path: `${folder}/${name}.${hash}.${extension}`, content, type }
}

function digest(content: Asset['content']): Buffer {
  return createHash('sha256').update(content).digest()
}
