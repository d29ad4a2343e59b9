/** What a cell showed besides its text: pictures, each as it was at last, and controls. */
import type { AskEvent, DisplayEvent, RunEvent } from '../run/events.ts'

export interface Shown {
  displays?: DisplayEvent[]
  asks?: AskEvent[]
}

/** Takes an event of a run into account. */
export function collectShown(shown: Shown, event: RunEvent): void {
  if (event.type === 'ask') (shown.asks ??= []).push(event)
  if (event.type !== 'display') return
  const displays = (shown.displays ??= [])
  const before = event.key === undefined ? -1 : displays.findIndex(({ key }) => key === event.key)
  if (before >= 0) displays[before] = event
  else displays.push(event)
}

/** Without what is not there: most cells show nothing, and the store says nothing of it. */
export function shownOf({ displays, asks }: Shown): Shown {
  return { ...(displays?.length && { displays }), ...(asks?.length && { asks }) }
}

const texts = ['title', 'caption', 'xLabel', 'yLabel', 'label', 'labels', 'xLabels', 'yLabels']

/** @param withTexts  what is written on them counts as well @returns  what differs; undefined where nothing does */
export function findShownDifference(expected: Shown, found: Shown, withTexts = false): string | undefined {
  for (const [what, name] of [
    ['displays', 'picture'],
    ['asks', 'control'],
  ] as const) {
    const [a, b] = [expected[what] ?? [], found[what] ?? []]
    if (a.length !== b.length) return `the number of its ${name}s was ${a.length}, now it is ${b.length}`
    const index = a.findIndex((one, i) => essence(one, withTexts) !== essence(b[i]!, withTexts))
    if (index >= 0) return `its ${name} ${index + 1} shows something else`
  }
  return undefined
}

/** A picture's key may hold its title, and its place in the code. */
function essence(event: DisplayEvent | AskEvent, withTexts: boolean): string {
  const { key: _, text: __, ...rest } = { key: '', text: '', ...event }
  return JSON.stringify(rest, (name, value: unknown) => (!withTexts && texts.includes(name) ? undefined : value))
}
