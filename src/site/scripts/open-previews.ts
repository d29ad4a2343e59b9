/** Waits for a reader who reaches for a term of the text; what previews need is loaded then, and never if they are off. */
const prose = document.querySelector<HTMLElement>('.prose[data-previews]')
const on = document.querySelector<HTMLElement>('[data-action="previews"]')
const key = 'lexigrad:previews'
const isOff = () => on?.hidden === false

function reach(event: Event): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]')
  const folder = prose!.dataset.previews!.replace(/[^/]*$/, '')
  if (isOff() || !link?.pathname.startsWith(folder) || link.pathname === location.pathname) return
  // The way from a preview to its entry.
  if (link.closest('.preview')) return
  const { type, pointerType, ctrlKey, metaKey, shiftKey } = event as PointerEvent
  const isTap = type === 'click'
  if (isTap) {
    if (pointerType !== 'touch' || ctrlKey || metaKey || shiftKey || link.hasAttribute('aria-describedby')) return
    event.preventDefault()
  } else if (pointerType === 'touch') return
  import('../previews/show-preview.ts')
    .then(({ reachFor }) => reachFor(link, prose!, isTap, () => setOff(true)))
    .catch(() => isTap && location.assign(link.href))
}

function setOff(off: boolean): void {
  on!.hidden = !off
  try {
    if (off) localStorage.setItem(key, 'off')
    else localStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing forgets the choice with the page.
  }
}

if (prose && on) {
  try {
    on.hidden = localStorage.getItem(key) !== 'off'
  } catch {
    // Nothing is kept: previews are on.
  }
  for (const type of ['pointerover', 'focusin', 'click']) prose.addEventListener(type, reach)
  on.addEventListener('click', () => {
    setOff(false)
    prose.querySelector('a')?.focus()
  })
}
