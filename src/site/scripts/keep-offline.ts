/** Asks the browser to keep the site, once a page is there and nothing else waits. Never for readers who save data. */
import type { Visited } from '../offline/manifest.ts'

const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
const base = (import.meta.env.BASE_URL ?? '/').replace(/\/?$/, '/')

async function keep(): Promise<void> {
  const { serviceWorker } = navigator
  const seen = serviceWorker.controller !== null
  await serviceWorker.register(`${base}sw.js`, { scope: base })
  if (seen) return
  const { active } = await serviceWorker.ready
  const files = performance.getEntriesByType('resource').map(({ name }) => name)
  active?.postMessage({ page: location.href, files } satisfies Visited)
}

// Where it is refused, the site works as it does without.
const tryToKeep = () => void keep().catch(() => undefined)

/** An app begins at its home, which a reader who installs it from an entry may never have opened. */
async function keepHome(): Promise<void> {
  const { href } = document.querySelector<HTMLLinkElement>('link[rel="manifest"]')!
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage({ page: new URL('./', href).href, files: [] } satisfies Visited)
}

function whenQuiet(): void {
  setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(tryToKeep), 1500)
}

if (import.meta.env.PROD && 'serviceWorker' in navigator && !connection?.saveData) {
  if (document.readyState === 'complete') whenQuiet()
  else addEventListener('load', whenQuiet, { once: true })
  addEventListener('appinstalled', () => void keepHome().catch(() => undefined))
}
