/** Asks the browser to keep the site, once a page is there and nothing else waits. Never for readers who save data. */
const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
const base = (import.meta.env.BASE_URL ?? '/').replace(/\/?$/, '/')

function keep(): void {
  // Where it is refused, the site works as it does without.
  navigator.serviceWorker.register(`${base}sw.js`, { scope: base }).catch(() => undefined)
}

function whenQuiet(): void {
  setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(keep), 1500)
}

if (import.meta.env.PROD && 'serviceWorker' in navigator && !connection?.saveData) {
  if (document.readyState === 'complete') whenQuiet()
  else addEventListener('load', whenQuiet, { once: true })
}
