/** What the proof keeps of a run's events. */
import type { OutputEvent, RunEvent } from '../run/events.ts'
import { collectShown, type Shown } from './shown.ts'

/** Characters of output beyond which a cell is in a loop, not talkative. */
const outputLimit = 5_000_000

export function collector(output: OutputEvent[], shown: Shown): (event: RunEvent) => void {
  let length = 0
  return (event) => {
    collectShown(shown, event)
    if (event.type !== 'output') return
    length += event.text.length + 1
    if (length > outputLimit) throw new RangeError(`the cell printed more than ${outputLimit} characters`)
    output.push(event)
  }
}
