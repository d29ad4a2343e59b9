/** On the privacy page: deletes what the site keeps in this browser. Every name of its begins alike (privacy/kept.ts). */
const prefix = 'lexigrad'
const button = document.querySelector<HTMLButtonElement>('[data-action="delete-kept"]')
const status = document.querySelector<HTMLElement>('[data-deleted]')

async function deleteKept(): Promise<void> {
  for (const store of [localStorage, sessionStorage])
    for (const key of Object.keys(store)) if (key.startsWith(prefix)) store.removeItem(key)
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? []
  await Promise.all(registrations.filter(isOurs).map((registration) => registration.unregister()))
  const names = 'caches' in globalThis ? await caches.keys() : []
  await Promise.all(names.filter((name) => name.startsWith(prefix)).map((name) => caches.delete(name)))
  await deleteDatabase(`${prefix}-translation`)
}

/** A host may serve other sites beside this one. */
function isOurs({ active }: ServiceWorkerRegistration): boolean {
  const base = (import.meta.env.BASE_URL ?? '/').replace(/\/?$/, '/')
  return active?.scriptURL === new URL(`${base}sw.js`, location.href).href
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((done, failed) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => done()
    request.onerror = () => failed(request.error)
    request.onblocked = () => failed(new Error('Another page has the database open.'))
  })
}

if (button && status) {
  button.hidden = false
  button.addEventListener('click', async () => {
    status.textContent = ''
    try {
      await deleteKept()
      status.textContent = status.dataset['deleted']!
    } catch {
      status.textContent = status.dataset['failed']!
    }
  })
}
