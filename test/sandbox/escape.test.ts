/**
 * What a cell must not be able to do. Each attempt runs in a cell; a server sees whether anything reached the network, the
 * page whether anything reached it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browsers, runCellIn, type TestBrowser, type TestPage } from './browsers.ts'
import { serveCellPage, type CellPage, type PageCell } from './cell-page.ts'

/** By name, code that prints `reached` where it succeeds; `LEAK` stands for an address on the watching server. */
const attempts: Record<string, string> = {
  fetch: `await (globalThis as any).fetch('LEAK')`,
  XMLHttpRequest: `await new Promise((ok, no) => { const r = new XMLHttpRequest(); r.onload = ok; r.onerror = no; r.open('GET', 'LEAK'); r.send() })`,
  WebSocket: `await new Promise((ok, no) => { const s = new WebSocket('LEAK'.replace('http', 'ws')); s.onopen = ok; s.onerror = no })`,
  WebTransport: `await new (globalThis as any).WebTransport('LEAK'.replace('http', 'https')).ready`,
  EventSource: `await new Promise((ok, no) => { const s = new EventSource('LEAK'); s.onopen = ok; s.onerror = no })`,
  beacon: `if (!navigator.sendBeacon('LEAK')) throw 0`,
  importScripts: `(globalThis as any).importScripts('LEAK')`,
  'a nested worker': `new Worker(URL.createObjectURL(new Blob(['fetch("LEAK")'])))`,
  'a shared worker': `new SharedWorker('LEAK')`,
  'a font': `await new FontFace('leak', 'url(LEAK)').load()`,
  eval: `(0, eval)('1')`,
  'a function from text': `new Function('return 1')()`,
  'a function from text, by way of a prototype': `(async () => {}).constructor('return import("LEAK")')()`,
  'a timer from text': `await new Promise((ok, no) => { (globalThis as any).done = ok; setTimeout('done()' as any, 0); setTimeout(no, 200) })`,
  'a module from a blob': `URL.createObjectURL(new Blob(['export default 1']))`,
  indexedDB: `await new Promise((ok, no) => { const r = indexedDB.open('x'); r.onsuccess = ok; r.onerror = no })`,
  caches: `await caches.open('x')`,
  'the origin private file system': `await navigator.storage.getDirectory()`,
  'local storage': `(globalThis as any).localStorage.setItem('x', '1')`,
  cookies: `await (globalThis as any).cookieStore.set('x', '1')`,
  'a broadcast to other cells': `new BroadcastChannel('x').postMessage('x')`,
  locks: `await navigator.locks.request('x', () => 1)`,
  'the parent': `(globalThis as any).parent.document`,
  'the opener': `(globalThis as any).opener.document`,
  'the document': `(globalThis as any).document.title`,
  'the global scope of the frame': `(globalThis as any).postMessage({ type: 'ended' }); (globalThis as any).postMessage('[]')`,
}

const honest = { id: 'honest', code: `console.log('still', 'here')` }

const idOf = (name: string) => name.toLowerCase().replaceAll(/[^a-z]+/g, '-')

function attemptCell(name: string): PageCell {
  const address = new URL(`/leak/${encodeURIComponent(name)}`, cells.urlOf([honest])).href
  return { id: idOf(name), code: `${attempts[name]!.replaceAll('LEAK', address)}\nconsole.log('reached')`, limit: 3 }
}

let cells: CellPage

beforeAll(async () => {
  cells = await serveCellPage()
})
afterAll(() => cells.close())

describe.each(browsers)('in $name', ({ installed, launch }) => {
  const it = test.skipIf(!installed)
  let browser: TestBrowser
  let page: TestPage

  beforeAll(async () => {
    if (!installed) return
    browser = await launch()
    page = await browser.newPage()
    await page.goto(cells.urlOf([...Object.keys(attempts).map(attemptCell), honest]))
  })
  afterAll(async () => {
    if (installed) await browser.close()
  })

  it.each(Object.keys(attempts))('%s is out of reach', async (name) => {
    const before = cells.leaks.length
    expect(await runCellIn(page, idOf(name))).toMatchObject({ state: 'failed', output: '' })
    expect(cells.leaks.slice(before)).toEqual([])
  })

  it('and after all of that, other cells of the page still run', async () => {
    expect((await runCellIn(page, 'honest')).output).toBe('still here')
    expect(cells.leaks).toEqual([])
  })
})
