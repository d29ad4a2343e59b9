/**
 * What a cell imports from `lexigrad` besides the engine: functions that show, ask and report. Each run has a library of
 * its own, which speaks through that run's events and falls silent with it.
 *
 * A function is added in three lines: its file gives `createPlot(context: LibraryContext): typeof Types.plot`, types.ts
 * declares what it takes, with its documentation, and `createLibrary` names it.
 */
import type { Answers, RunEvent } from '../run/events.ts'
import { createControls } from './controls.ts'
import { arrows } from './plot/arrows.ts'
import { bars, histogram } from './plot/bars.ts'
import { confusionMatrix } from './plot/confusion.ts'
import { contour, heatmap } from './plot/fields.ts'
import { boxes, image, images } from './plot/images.ts'
import { createPlot } from './plot/plot.ts'
import { lines, points } from './plot/series.ts'
import { createProgress } from './progress.ts'

export interface LibraryContext {
  /** Tells the page; after the end of the run, nobody. */
  emit(event: RunEvent): void
  /** A clock [ms]. */
  now(): number
  /** What the reader set sliders and choices to. */
  answers: Answers
  /** Does something when the cell has ended, and the run has not. */
  atEnd(task: () => void): void
  /** A line of the text that runs, from 1, as stack traces count it; empty where there is none. */
  lineOfCode(line: number): string
}

type Exports = Readonly<Record<string, unknown>>

export function createLibrary(context: LibraryContext) {
  return {
    progress: createProgress(context),
    plot: createPlot(context),
    ...{ lines, points, arrows, bars, histogram, heatmap, contour, image, images, boxes, confusionMatrix },
    ...createControls(context),
  }
}

/** The modules of a cell, the library among the exports of `lexigrad`. */
export function withLibrary(
  modules: Readonly<Record<string, Exports>>,
  context: LibraryContext,
): Readonly<Record<string, Exports>> {
  return { ...modules, lexigrad: { ...modules['lexigrad'], ...createLibrary(context) } }
}

/** By module, the names that a cell may import. */
export function importableNames(modules: Readonly<Record<string, Exports>>): Record<string, string[]> {
  const silent: LibraryContext = {
    emit: () => undefined,
    now: () => 0,
    answers: {},
    atEnd: () => undefined,
    lineOfCode: () => '',
  }
  const all = Object.entries(withLibrary(modules, silent))
  return Object.fromEntries(all.map(([name, exports]) => [name, Object.keys(exports)]))
}
