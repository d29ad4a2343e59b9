/** When each part of a cell is loaded. See cell.ts for how a part joins. */
import type { Cell, CellSignals } from './cell.ts'

export interface Part {
  load(): Promise<{ join(cell: Cell): void | Promise<void> }>
  /** Loaded at the first of these events … */
  events?: readonly (keyof CellSignals)[]
  /** … or at the first click on one of these `data-action`s … */
  actions?: readonly string[]
  /** … or as soon as a reader reaches for a cell that has this attribute. */
  attribute?: string
  /** … or at the first sign that a reader may reach for the cell. */
  warm?: true
}

export const parts: Readonly<Record<string, Part>> = {
  'ran-first': { attribute: 'data-after', load: () => import('./ran-first-part.ts') },
  overdue: { events: ['overdue'], load: () => import('./overdue-part.ts') },
  graph: { actions: ['graph'], load: () => import('./graph/graph-part.ts') },
  predict: { attribute: 'data-predict', load: () => import('./predict/predict-part.ts') },
  plot: { events: ['display'], load: () => import('./plot/plot-part.ts') },
  controls: { events: ['ask'], attribute: 'data-controls', load: () => import('./controls/controls-part.ts') },
  editor: { actions: ['edit', 'reset'], load: () => import('./editor/editor-part.ts') },
  'own-text': { load: () => import('./editor/own-text-part.ts') },
  types: { warm: true, load: () => import('./editor/types-part.ts') },
  explain: { events: ['error'], load: () => import('./explain-part.ts') },
  share: { actions: ['share', 'copy', 'download', 'notebook', 'embed'], load: () => import('./share/share-part.ts') },
  verify: { actions: ['verify'], load: () => import('./verify/verify-part.ts') },
  loading: { events: ['loading'], load: () => import('./loading-part.ts') },
  progress: { events: ['progress'], load: () => import('./progress-part.ts') },
}
