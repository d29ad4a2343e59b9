/**
 * Serves a folder the way a good static host does, so that what is tried here is what readers get: `index.html` of
 * folders, the slash added at the end, the nearest `404.html`, `_headers`, brotli or gzip, revalidation. Listens on the
 * loopback interface only.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join, resolve, sep } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { headersFor, parseHeaders, type HeaderRule } from './headers-file.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.tbx': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

const compressible = /^(text\/|image\/svg|application\/(json|xml|manifest|wasm))/

export interface StaticSite {
  /** The built site. */
  root: string
  /** The folder of the host it is served from: `/`, or `/sub/folder/`. */
  base?: string
}

/** An HTTP server for a built site; the caller listens and closes. */
export function createStaticServer({ root, base = '/' }: StaticSite): Server {
  const folder = resolve(root)
  const prefix = base.replace(/\/*$/, '/').replace(/^\/*/, '/')
  const headersPath = join(folder, '_headers')
  const rules = existsSync(headersPath) ? parseHeaders(readFileSync(headersPath, 'utf8')) : []
  const respond = responder(rules)

  return createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end()
      return
    }
    const [rawPath = '/', query] = (request.url ?? '/').split('?', 2)
    const path = decode(rawPath)
    if (path === undefined) {
      response.writeHead(400).end()
      return
    }
    if (path === prefix.slice(0, -1)) {
      redirect(response, prefix, query)
      return
    }
    const inside = path.startsWith(prefix) ? path.slice(prefix.length) : undefined
    const file = inside === undefined ? undefined : withinFolder(folder, inside)
    if (file && isFolder(file) && !path.endsWith('/') && isFile(join(file, 'index.html'))) {
      redirect(response, `${rawPath}/`, query)
      return
    }
    const found = file && (isFolder(file) ? join(file, 'index.html') : file)
    if (found && isFile(found) && inside !== '_headers') respond(request, response, found, 200, `/${inside}`)
    else respond(request, response, nearest404(folder, file), 404, path)
  })
}

/** Listens on `port`, or on the next free one. @returns the address, with the base path */
export async function listen(server: Server, port: number, base = '/', attempts = 50): Promise<string> {
  for (let candidate = port; candidate < port + attempts; candidate++) {
    try {
      await new Promise<void>((done, failed) => {
        server.once('error', failed)
        server.listen(candidate, '127.0.0.1', () => {
          server.off('error', failed)
          done()
        })
      })
      const address = server.address()
      const taken = typeof address === 'object' && address ? address.port : candidate
      return `http://127.0.0.1:${taken}${base.replace(/^\/*/, '/').replace(/\/*$/, '/')}`
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      console.log(`Port ${candidate} is busy; trying ${candidate + 1}.`)
    }
  }
  throw new Error(`No free port from ${port} to ${port + attempts - 1}. Name another: --port 8080.`)
}

function responder(rules: HeaderRule[]) {
  const compressed = new Map<string, Buffer>()
  return (
    request: IncomingMessage,
    response: ServerResponse,
    file: string | undefined,
    status: number,
    path: string,
  ) => {
    if (!file) {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('404')
      return
    }
    const { mtimeMs, size } = statSync(file)
    const type = types[extname(file)] ?? 'application/octet-stream'
    const encoding = compressible.test(type) && size > 256 ? negotiate(request.headers['accept-encoding']) : undefined
    const etag = `W/"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`
    response.setHeaders(
      new Map(
        Object.entries({
          'Content-Type': type,
          'Cache-Control': 'no-cache',
          'X-Content-Type-Options': 'nosniff',
          Vary: 'Accept-Encoding',
          ...(status === 200 ? { ETag: etag } : {}),
          ...headersFor(path, rules),
        }),
      ),
    )
    if (status === 200 && request.headers['if-none-match'] === etag) {
      response.writeHead(304).end()
      return
    }
    const body = encoding ? compress(compressed, `${encoding} ${etag} ${file}`, file, encoding) : readFileSync(file)
    if (encoding) response.setHeader('Content-Encoding', encoding)
    response.writeHead(status, { 'Content-Length': body.length })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
}

function compress(cache: Map<string, Buffer>, key: string, file: string, encoding: 'br' | 'gzip'): Buffer {
  let body = cache.get(key)
  if (!body) {
    const bytes = readFileSync(file)
    // Level 5 answers at once; what a host precompresses is a few per cent smaller.
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
    body = encoding === 'br' ? brotliCompressSync(bytes, options) : gzipSync(bytes)
    cache.set(key, body)
  }
  return body
}

function negotiate(accepted: string | string[] | undefined): 'br' | 'gzip' | undefined {
  const offers = String(accepted ?? '')
    .split(',')
    .map((offer) => offer.trim())
  const takes = (name: string) => offers.some((offer) => offer.split(';')[0] === name && !/;\s*q=0(\.0*)?$/.test(offer))
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : undefined
}

function decode(path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path)
    return decoded.includes('\0') ? undefined : decoded
  } catch {
    return undefined
  }
}

/** The file a path names, or undefined for one that climbs out of the folder. */
function withinFolder(folder: string, path: string): string | undefined {
  const file = join(folder, path)
  return file === folder || file.startsWith(folder + sep) ? file : undefined
}

function nearest404(folder: string, file: string | undefined): string | undefined {
  for (let place = file ?? folder; place.startsWith(folder); place = dirname(place)) {
    const page = join(place, '404.html')
    if (isFile(page)) return page
    const indexed = join(place, '404', 'index.html')
    if (isFile(indexed)) return indexed
    if (place === folder) return undefined
  }
  return undefined
}

function redirect(response: ServerResponse, path: string, query: string | undefined): void {
  // Two slashes at the start would name another host.
  const location = path.replace(/^\/+/, '/') + (query === undefined ? '' : `?${query}`)
  response.writeHead(301, { Location: location }).end()
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
