/** Opens the search where the reader is; what it needs is loaded then. Without a script its link leads to its page. */
const link = document.querySelector<HTMLAnchorElement>('a[data-search]')

async function open(): Promise<void> {
  try {
    const { openSearch } = await import('../search/client/dialog.ts')
    await openSearch(link!)
  } catch {
    location.href = link!.href
  }
}

/** Whether keys are somebody else's: a field, an editor. */
function isWriting(event: KeyboardEvent): boolean {
  const [target] = event.composedPath()
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}

if (link && !document.querySelector('[data-role="search-page"]')) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void open()
  })
  document.addEventListener('keydown', (event) => {
    const isCommand =
      (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k'
    const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting(event)
    if (!isCommand && !isSlash) return
    event.preventDefault()
    void open()
  })
}
