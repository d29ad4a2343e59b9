/** The search as a page of its own: its query stands in the address. */
import { searchBox } from './search-box.ts'
import { loadSearch } from './source.ts'

const place = document.querySelector<HTMLElement>('[data-role="search-page"]')

async function start(holder: HTMLElement): Promise<void> {
  const source = await loadSearch(holder.dataset.search!)
  const { element, input } = searchBox(source, (query) => {
    const address = new URL(location.href)
    if (query === '') address.searchParams.delete('q')
    else address.searchParams.set('q', query)
    history.replaceState(history.state, '', address)
  })
  holder.replaceChildren(element)
  input.value = new URLSearchParams(location.search).get('q') ?? ''
  input.dispatchEvent(new Event('input'))
  input.focus()
}

if (place) start(place).catch(() => undefined)
