import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { headersFor, parseHeaders } from '../../src/tools/headers-file.ts'
import { createStaticServer, listen } from '../../src/tools/static-server.ts'

const base = '/sub/folder/'
const script = 'console.log("long enough to be worth compressing")\n'.repeat(20)
let folder: string
let outside: string
let server: Server
let url: string

beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'lexigrad-server-'))
  folder = join(outside, 'site')
  const files: Record<string, string> = {
    'site/index.html': 'home',
    'site/fr/index.html': 'fr home',
    'site/fr/404.html': 'fr missing',
    'site/404.html': 'missing',
    'site/assets/a.js': script,
    'site/_headers': '/*\n  X-Frame-Options: DENY\n/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n',
    'site-secret/file.txt': 'secret',
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(outside, path, '..'), { recursive: true })
    writeFileSync(join(outside, path), text)
  }
  server = createStaticServer({ root: folder, base })
  url = await listen(server, 0, base)
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(outside, { recursive: true })
})

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** Asks for a path exactly as it is written, as no browser would. */
function ask(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(url)
    get({ host: '127.0.0.1', port, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    }).on('error', reject)
  })
}

test('a folder is its index.html, and without its slash leads there', async () => {
  expect((await ask('/sub/folder/')).body.toString()).toBe('home')
  expect((await ask('/sub/folder/fr/')).body.toString()).toBe('fr home')
  expect(await ask('/sub/folder/fr?x=1')).toMatchObject({ status: 301, headers: { location: '/sub/folder/fr/?x=1' } })
  expect(await ask('/sub/folder')).toMatchObject({ status: 301, headers: { location: '/sub/folder/' } })
})

test.each([
  ['/sub/folder/fr/nowhere/', 'fr missing'],
  ['/sub/folder/fr/deep/er/nowhere', 'fr missing'],
  ['/sub/folder/nowhere', 'missing'],
  ['/outside/the/base/', 'missing'],
])('%s is answered by the nearest 404 page', async (path, text) => {
  const { status, body } = await ask(path)
  expect([status, body.toString()]).toEqual([404, text])
})

test.each([
  '/sub/folder/../../site-secret/file.txt',
  '/sub/folder/..%2f..%2fsite-secret%2ffile.txt',
  '/sub/folder/..%5c..%5csite-secret%5cfile.txt',
  '/sub/folder/../site-secret/file.txt',
  '/sub/folder/_headers',
])('%s is not to be had', async (path) => {
  const { status, body } = await ask(path)
  expect(status).toBe(404)
  expect(body.toString()).not.toContain('secret')
})

test('an address that cannot be decoded is refused', async () => {
  expect((await ask('/sub/folder/%zz')).status).toBe(400)
  expect((await ask('/sub/folder/%00')).status).toBe(400)
})

test('text is compressed as the browser likes it', async () => {
  const path = '/sub/folder/assets/a.js'
  const plain = await ask(path)
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(plain.body.toString()).toBe(script)
  const brotli = await ask(path, { 'accept-encoding': 'gzip, br' })
  expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' })
  expect(brotliDecompressSync(brotli.body).toString()).toBe(script)
  const gzip = await ask(path, { 'accept-encoding': 'gzip, br;q=0' })
  expect(gunzipSync(gzip.body).toString()).toBe(script)
})

test('what has not changed is not sent again', async () => {
  const { headers } = await ask('/sub/folder/')
  expect(await ask('/sub/folder/', { 'if-none-match': String(headers.etag) })).toMatchObject({ status: 304 })
})

test('headers of the site are sent by path', async () => {
  expect((await ask('/sub/folder/')).headers).toMatchObject({ 'x-frame-options': 'DENY', 'cache-control': 'no-cache' })
  expect((await ask('/sub/folder/assets/a.js')).headers['cache-control']).toContain('immutable')
})

test('only reading is allowed', async () => {
  expect((await fetch(url, { method: 'POST' })).status).toBe(405)
  const head = await fetch(url, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
})

test('a busy port gets the next one, and that is said', async () => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  const busy = Number(new URL(url).port)
  const second = createStaticServer({ root: folder })
  const address = await listen(second, busy)
  expect(Number(new URL(address).port)).toBeGreaterThan(busy)
  expect(said.mock.calls[0]![0]).toBe(`Port ${busy} is busy; trying ${busy + 1}.`)
  second.close()
  said.mockRestore()
})

describe('A _headers file', () => {
  test('gives later rules precedence', () => {
    const rules = parseHeaders('/*\n  A: 1\n  B: 1\n# a comment\n/x/*\n  A: 2\n')
    expect(headersFor('/x/y', rules)).toEqual({ A: '2', B: '1' })
    expect(headersFor('/xx', rules)).toEqual({ A: '1', B: '1' })
  })

  test('that cannot be read is refused with its line', () => {
    expect(() => parseHeaders('/*\n  no colon here\n')).toThrow(/^_headers:2: expected a path/)
    expect(() => parseHeaders('  A: 1\n')).toThrow(/^_headers:1:/)
  })
})
