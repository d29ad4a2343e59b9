/** Says, while a reader waits for Python for the first time, how large it is and how much of it has come. */
import type { PythonFiles } from '../sandbox/load-python.ts'
import type { Cell } from './cell.ts'
import { fill } from './strings.ts'

export async function join(cell: Cell): Promise<void> {
  const texts = await cell.texts('run')
  const { python = '{}' } = cell.element.dataset
  const size = formatSize((JSON.parse(python) as Partial<PythonFiles>).transfer ?? 0, cell.locale)
  const place = cell.place('loading')
  const said = document.createElement('p')
  const bar = document.createElement('progress')
  place.hidden = true
  place.append(said, bar)

  cell.on('loading', (part) => {
    place.hidden = false
    bar.ariaLabel = said.textContent = fill(texts[part < 1 ? 'loadingPython' : 'startingPython'] ?? '', { size })
    if (part < 1) bar.value = part
    else bar.removeAttribute('value')
  })
  for (const event of ['output', 'display', 'variables', 'progress', 'error', 'end'] as const) {
    cell.on(event, () => void (place.hidden = true))
  }
}

/** `5.5 MB`, `5,5 Mo`. */
function formatSize(bytes: number, locale: string): string {
  const options = { style: 'unit', unit: 'megabyte', unitDisplay: 'short', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(locale, options).format(bytes / 1e6)
}
