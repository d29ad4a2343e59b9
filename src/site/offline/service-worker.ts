/**
 * Keeps the site for a reader without a network: the shell when it is installed, pages as they are visited.
 *
 * A page asks the network first, so that nobody reads an old text who could have the new one. Files of a build bear
 * their hash and are taken from what is kept. A new worker waits until the last page of the old build is closed: an
 * update never takes from an open page what it may still load.
 */
import type { OfflineManifest, Visited } from './manifest.ts'

/** Written above this script by the build. */
declare const manifest: OfflineManifest

// The compiler knows pages; a service worker's own names are few.
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}
declare const self: {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void
  addEventListener(type: 'message', listener: (event: MessageEvent<Visited> & WorkerEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
}

const fileCache = 'lexigrad-files'
const pageCache = 'lexigrad-pages'
/** A network that has not answered by then is as good as none, if the page is kept [ms]. */
const patience = 4000
/** Pages kept at most; the first ones go first. */
const mostPages = 300

const address = (path: string) => new URL(manifest.base + path, self.location.origin).href
const isFile = (url: URL) => url.pathname.startsWith(`${manifest.base}assets/`)

/** What the sandbox's document may do: its own policy (cells/sandbox/frame-document.ts), from an origin of its own. */
const sandbox = 'sandbox allow-scripts'

self.addEventListener('install', (event) => event.waitUntil(keep([...manifest.shell, ...offlinePages()])))

self.addEventListener('activate', (event) => event.waitUntil(takeOver()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || !url.pathname.startsWith(manifest.base)) return
  if (url.href === address(manifest.frame)) event.respondWith(sandboxed(request))
  else if (request.mode === 'navigate') event.respondWith(page(request, event))
  else if (isFile(url)) event.respondWith(file(request, event))
  else event.respondWith(fresh(request, fileCache))
})

self.addEventListener('message', (event) => event.waitUntil(keepVisited(event.data).catch(() => undefined)))

function offlinePages(): string[] {
  return Object.values(manifest.offline)
}

/** Files that are kept already are not fetched again: their names say what is in them. */
async function keep(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(fileCache)
  for (const path of paths) {
    const url = address(path)
    if (path.startsWith('assets/') && (await cache.match(url))) continue
    const response = await fetch(url, { cache: 'no-cache' })
    if (!response.ok) throw new Error(`${url}: ${response.status}`)
    await cache.put(url, response)
  }
}

/** What the page had loaded before this worker was there to see it. */
async function keepVisited({ page, files }: Visited): Promise<void> {
  const inSite = (url: string) => url.startsWith(address(''))
  await Promise.all(files.filter((one) => inSite(one) && isFile(new URL(one))).map((one) => file(new Request(one))))
  if (!inSite(page)) return
  const response = await fetch(page)
  if (response.ok && isPage(response)) await keepPage(await caches.open(pageCache), withoutQuery(page), response)
}

async function takeOver(): Promise<void> {
  await self.clients.claim()
  // Neither is needed to be of use, and both may fail without a network.
  await keep(manifest.extras).catch(() => undefined)
  if (await renewPages()) await forgetOldFiles()
}

/** Fetches the kept pages in the new build. @returns whether all of them came */
async function renewPages(): Promise<boolean> {
  const cache = await caches.open(pageCache)
  for (const request of await cache.keys()) {
    const response = await fetch(request.url, { cache: 'no-cache' }).catch(() => undefined)
    if (!response) return false
    if (response.ok) await cache.put(request.url, response)
    else await cache.delete(request.url)
  }
  return true
}

async function forgetOldFiles(): Promise<void> {
  const cache = await caches.open(fileCache)
  const current = new Set([...manifest.shell, ...manifest.extras, manifest.frame].map(address))
  const used = await namedInPages()
  for (const { url } of await cache.keys()) {
    if (isFile(new URL(url)) && !current.has(url) && !used.has(url)) await cache.delete(url)
  }
}

/** Files that kept pages name: faces, pictures. */
async function namedInPages(): Promise<Set<string>> {
  const cache = await caches.open(pageCache)
  const used = new Set<string>()
  for (const request of await cache.keys()) {
    const text = (await (await cache.match(request))?.text()) ?? ''
    for (const [path] of text.matchAll(/assets\/[\w.-]+/g)) used.add(address(path))
  }
  return used
}

/**
 * @param event  that it is an answer to: a page that shows how much of a large file has come does not wait for all of it to
 *   be kept, nor does one whose browser has no room for it go without
 */
async function file(request: Request, event?: FetchEvent): Promise<Response> {
  const cache = await caches.open(fileCache)
  const kept = await cache.match(request.url)
  if (kept) return kept
  const response = await fetch(request)
  if (!response.ok) return response
  const keeping = cache.put(request.url, response.clone())
  if (event) event.waitUntil(keeping.catch(() => undefined))
  else await keeping
  return response
}

/** A browser asks nobody for the document of a sandboxed frame; the frame is one because this header says so. */
async function sandboxed(request: Request): Promise<Response> {
  const response = await file(request)
  const headers = new Headers(response.headers)
  headers.set('Content-Security-Policy', sandbox)
  return new Response(response.body, { status: response.status, headers })
}

async function page(request: Request, event: FetchEvent): Promise<Response> {
  const cache = await caches.open(pageCache)
  const key = withoutQuery(request.url)
  const kept = await cache.match(key)
  const asked = fetch(request).then((response) => {
    if (response.ok && !response.redirected && isPage(response)) event.waitUntil(keepPage(cache, key, response.clone()))
    return response
  })
  try {
    return await (kept ? Promise.race([asked, tooLate()]) : asked)
  } catch {
    asked.catch(() => undefined)
    return kept ?? (await offlinePage(key)) ?? Response.error()
  }
}

async function keepPage(cache: Cache, key: string, response: Response): Promise<void> {
  await cache.put(key, response)
  const keys = await cache.keys()
  for (const old of keys.slice(0, Math.max(0, keys.length - mostPages))) await cache.delete(old)
}

async function offlinePage(url: string): Promise<Response | undefined> {
  const [locale = ''] = new URL(url).pathname.slice(manifest.base.length).split('/')
  const path = manifest.offline[locale] ?? offlinePages()[0]
  return path === undefined ? undefined : (await caches.open(fileCache)).match(address(path))
}

/** From the network if there is one, else as it was. */
async function fresh(request: Request, name: string): Promise<Response> {
  const cache = await caches.open(name)
  try {
    const response = await fetch(request)
    if (response.ok) await cache.put(request.url, response.clone())
    return response
  } catch (error) {
    const kept = await cache.match(request.url)
    if (kept) return kept
    throw error
  }
}

const isPage = (response: Response) => response.headers.get('Content-Type')?.startsWith('text/html') ?? false

function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}

function tooLate(): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error('The network does not answer.')), patience))
}
