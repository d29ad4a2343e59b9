/** When each part of a cell is loaded. See cell.ts for how a part joins. */
import type { RunEvent } from '../run/events.ts'
import type { Cell } from './cell.ts'

export interface Part {
  load(): Promise<{ join(cell: Cell): void | Promise<void> }>
  /** Loaded at the first of these events … */
  events?: readonly RunEvent['type'][]
  /** … or at the first click on one of these `data-action`s … */
  actions?: readonly string[]
  /** … or as soon as a reader reaches for a cell that has this attribute. */
  attribute?: string
}

export const parts: Readonly<Record<string, Part>> = {
  progress: { events: ['progress'], load: () => import('./progress-part.ts') },
}
