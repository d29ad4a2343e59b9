/** What the library's functions take and give, for whoever writes a cell. The functions themselves: library.ts. */

export interface ProgressOptions {
  /** What stands beside the bar. */
  label?: string
}

/**
 * Counts from 0 to `count − 1`, and shows how far it has come and how long it will take.
 *
 * @param count  number of turns
 * @example for (const step of progress(500)) train(step)
 */
export declare function progress(count: number, options?: string | ProgressOptions): Iterable<number>
/**
 * The items of anything that can be looped over, while a bar shows how many of them are done.
 *
 * @param items  an array, a data loader, a generator, …; where it does not say how many there are, only their count is shown
 * @example for (const batch of progress(loader, 'training')) train(batch)
 */
export declare function progress<T>(items: Iterable<T>, options?: string | ProgressOptions): Iterable<T>

export { lines, points, type LinesOptions, type PointsOptions } from './plot/series.ts'
export { arrows, type ArrowsOptions } from './plot/arrows.ts'
export { bars, histogram, type BarsOptions, type HistogramOptions } from './plot/bars.ts'
export { contour, heatmap, type ContourOptions, type Field, type HeatmapOptions } from './plot/fields.ts'
export { boxes, image, images, type BoxesOptions, type ImageOptions, type ImagesOptions } from './plot/images.ts'
export { confusionMatrix, type ConfusionOptions } from './plot/confusion.ts'
export type { Data, TensorData } from './plot/data.ts'
export type { Ink } from './plot/figure.ts'
export type { PlotHandle, PlotOptions } from './plot/plot.ts'

import type { Data } from './plot/data.ts'
import type { PlotLayer } from './plot/layer.ts'
import type { PlotHandle, PlotOptions } from './plot/plot.ts'

/**
 * Draws a picture: numbers as a line, or layers put together. Called again from the same line of code, or with the same
 * `key`, it draws in place of what it drew before: in a training loop, a curve that grows.
 *
 * @param parts    numbers, or layers: `lines`, `points`, `arrows`, `bars`, `histogram`, `heatmap`, `contour`; `image` or
 *   `images`, with `boxes`; or `confusionMatrix`
 * @param options.title    what stands above it
 * @param options.caption  a sentence below it
 * @param options.xLabel   name of the axis to the right
 * @param options.yLabel   name of the axis upward
 * @param options.xScale   `'linear'` or `'log'`
 * @param options.yScale   `'linear'` or `'log'`
 * @param options.xRange   [from, to]
 * @param options.yRange   [from, to]
 * @param options.key      pictures with one key take each other’s place
 * @returns        a handle, whose `update(…)` draws other layers in its place
 * @throws ArgumentError for layers that cannot share a picture, and for more than 20 pictures in a run
 * @example plot([4, 2, 1], { title: 'Loss', xLabel: 'step' })
 */
export declare function plot(...parts: readonly [...(PlotLayer | Data)[], PlotOptions]): PlotHandle
export declare function plot(...parts: readonly [PlotLayer | Data, ...(PlotLayer | Data)[]]): PlotHandle

export interface SliderOptions {
  /** Where it stands at first; the middle without it. */
  value?: number
  /** Its values lie so far apart; a hundredth of its length without it. */
  step?: number
  /** Equal ways along it multiply: for learning rates. */
  log?: boolean
}

/**
 * A slider below the code, and the number it stands at. Moving it runs the cell again.
 *
 * @param label    what it sets
 * @param from     its least value
 * @param to       its greatest value
 * @param options.value  where it stands at first
 * @param options.step   how far its values lie apart
 * @param options.log    whether equal ways along it multiply; `from` is then above 0
 * @returns        a number in [from, to]
 * @throws ArgumentError for an end, a step or a value that does not suit, and for a control declared twice
 * @example const lr = slider('learning rate', 0.001, 1, { value: 0.1, log: true })
 */
export declare function slider(label: string, from: number, to: number, options?: SliderOptions): number

export interface ChoiceOptions<T> {
  /** What is chosen at first; the first of the values without it. */
  value?: T
  /** What the reader reads for each value. */
  labels?: readonly string[]
}

/**
 * A list to choose from below the code, and what is chosen. Another choice runs the cell again.
 *
 * @param label    what it sets
 * @param values   strings, numbers or truth values, at most 50
 * @param options.value   what is chosen at first
 * @param options.labels  what the reader reads for each
 * @returns        one of the values
 * @throws ArgumentError for no values, or a first one that is not among them
 * @example const activation = choice('activation', ['relu', 'tanh'])
 */
export declare function choice<const T extends string | number | boolean>(
  label: string,
  values: readonly T[],
  options?: ChoiceOptions<T>,
): T

/**
 * A switch below the code, and whether it is on. Turning it runs the cell again.
 *
 * @param label    what it turns on
 * @param value    whether it is on at first
 * @returns        true when it is on
 * @example const momentum = toggle('momentum', true)
 */
export declare function toggle(label: string, value?: boolean): boolean
