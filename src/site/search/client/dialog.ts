/** The search over the page that a reader is on. */
import { searchBox } from './search-box.ts'
import { loadSearch } from './source.ts'

let dialog: HTMLDialogElement | undefined

/** @param link  says where the data and the style sheet are, and in which words the dialog closes */
export async function openSearch(link: HTMLAnchorElement): Promise<void> {
  const { search, sheet } = link.dataset as { search: string; sheet: string }
  const [source] = await Promise.all([loadSearch(search), addSheet(sheet)])
  dialog ??= build(source)
  if (dialog.open) return
  dialog.showModal()
  dialog.querySelector('input')!.select()
}

function build(source: Awaited<ReturnType<typeof loadSearch>>): HTMLDialogElement {
  const built = document.createElement('dialog')
  built.className = 'search-dialog'
  built.setAttribute('aria-label', source.strings.label)
  const close = document.createElement('button')
  close.type = 'button'
  close.className = 'search-close'
  close.textContent = source.strings.close
  close.addEventListener('click', () => built.close())
  built.append(searchBox(source).element, close)
  // A click beside it, or on what leads to another place of this page.
  built.addEventListener('click', (event) => {
    if (event.target === built || (event.target as Element).closest('a')) built.close()
  })
  document.body.append(built)
  return built
}

function addSheet(href: string): Promise<void> {
  if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve()
  return new Promise((resolve) => {
    const sheet = document.createElement('link')
    sheet.rel = 'stylesheet'
    sheet.href = href
    sheet.addEventListener('load', () => resolve())
    sheet.addEventListener('error', () => resolve())
    document.head.append(sheet)
  })
}
