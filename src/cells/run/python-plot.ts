/** A picture of Python's `matplotlib.pyplot`, drawn by the functions that draw those of TypeScript. */
import type { Nested } from '../../engine/index.ts'
import type { PythonPicture } from '../../python/picture.ts'
import type { LibraryContext } from '../library/library.ts'
import { bars, histogram } from '../library/plot/bars.ts'
import type { Data } from '../library/plot/data.ts'
import { contour, heatmap } from '../library/plot/fields.ts'
import { image } from '../library/plot/images.ts'
import type { PlotLayer } from '../library/plot/layer.ts'
import { createPlot, type PlotOptions } from '../library/plot/plot.ts'
import { lines, points } from '../library/plot/series.ts'

type Options = Readonly<Record<string, unknown>>

const kinds: Record<string, (data: readonly Data[], options: Options) => PlotLayer> = {
  lines: ([x, y], options) => (y === undefined ? lines(x!, options) : lines(x!, y, options)),
  points: ([x, y, classes], options) => {
    if (y === undefined) return points(x!, options)
    return points(x!, y, classes === undefined ? options : { ...options, classes })
  },
  bars: ([values], options) => bars(values!, options),
  histogram: ([values], options) => histogram(values!, options),
  heatmap: ([field], options) => heatmap(field!, options),
  contour: ([field], options) => contour(field!, options),
  image: ([pixels], options) => image(pixels!, options),
}

/** @returns what shows a picture in this run; it throws what `plot` throws */
export function createPythonPlot(
  context: Pick<LibraryContext, 'emit' | 'now' | 'atEnd'>,
): (picture: PythonPicture, data: readonly Nested[]) => void {
  const plot = createPlot(context)
  return ({ layers, settings }, data) => {
    const drawn = layers.map(({ kind, data: places, ...options }) =>
      kinds[kind]!(
        places.map((place) => data[place] as Data),
        options,
      ),
    )
    plot(...drawn, settings as PlotOptions)
  }
}
