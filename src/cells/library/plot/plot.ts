/**
 * `plot`: layers put together and sent as one picture. In a loop the same picture is sent again and again; what comes too
 * soon after the last waits, and only the newest of what waits is ever drawn. The last one always arrives: the run's end
 * sends what still waits.
 */
import { ArgumentError } from '../../../engine/errors.ts'
import type { LibraryContext } from '../library.ts'
import { readRange, readText, type Data } from './data.ts'
import { badOption, shownValue } from './errors.ts'
import { placeOfCall } from '../place-of-call.ts'
import { limits, type Figure, type Layer } from './figure.ts'
import { isOptions, PlotLayer, readOptions } from './layer.ts'
import { rounded } from './pack.ts'
import { lines } from './series.ts'

export interface PlotOptions {
  title?: string
  /** A sentence below the picture. */
  caption?: string
  xLabel?: string
  yLabel?: string
  xScale?: 'linear' | 'log'
  yScale?: 'linear' | 'log'
  /** From where to where; what the data need without it. */
  xRange?: readonly [number, number]
  yRange?: readonly [number, number]
  /** Pictures with one key take each other’s place. Without it, those of one line of code with one title do. */
  key?: string
}

/** A picture that can be drawn anew. */
export interface PlotHandle {
  /** Draws other layers in its place, with the same options. */
  update(...layers: readonly (PlotLayer | Data)[]): PlotHandle
}

/** Two pictures in a frame of a screen are one too many [ms]. */
const interval = 33
/** A run spends at most a fifth of its time on pictures. */
const share = 5
/** Pictures of a run, each with a key of its own. */
const maxPictures = 20

const names = ['title', 'caption', 'xLabel', 'yLabel', 'xScale', 'yScale', 'xRange', 'yRange', 'key']

interface Picture {
  sent: number
  cost: number
  /** What is to be drawn when its time comes. */
  waiting: (() => Figure) | undefined
}

export function createPlot({ emit, now, atEnd }: Pick<LibraryContext, 'emit' | 'now' | 'atEnd'>) {
  const pictures = new Map<string, Picture>()
  atEnd(() => {
    for (const [key, picture] of pictures) if (picture.waiting) send(key, picture, picture.waiting)
  })

  function plot(...parts: readonly (PlotLayer | Data | PlotOptions)[]): PlotHandle {
    const last = parts.at(-1)
    const options = readOptions('plot', isOptions(last) ? (last as PlotOptions) : {}, names)
    const settings = readSettings(options)
    const key = readText('plot', 'key', options.key) ?? `${settings.title ?? ''} ${placeOfCall()?.join(':') ?? ''}`
    const draw = (given: readonly unknown[]) => show(key, readLayers(given), settings)
    draw(isOptions(last) ? parts.slice(0, -1) : parts)
    const handle: PlotHandle = {
      update(...layers) {
        draw(layers)
        return handle
      },
    }
    return handle
  }

  function show(key: string, layers: readonly PlotLayer[], settings: Omit<Figure, 'layers'>): void {
    let picture = pictures.get(key)
    if (!picture) {
      if (pictures.size >= maxPictures) throw tooManyPictures()
      pictures.set(key, (picture = { sent: -Infinity, cost: 0, waiting: undefined }))
    }
    const make = () => ({ ...settings, layers: layers.map((layer) => layer.make()) })
    if (now() - picture.sent >= Math.max(interval, picture.cost * share)) send(key, picture, make)
    else picture.waiting = make
  }

  function send(key: string, picture: Picture, make: () => Figure): void {
    const start = now()
    picture.waiting = undefined
    emit({ type: 'display', kind: 'plot', text: '', data: make(), key })
    picture.sent = now()
    picture.cost = picture.sent - start
  }

  return plot
}

function readSettings(options: PlotOptions): Omit<Figure, 'layers'> {
  const settings: Record<string, unknown> = {}
  for (const name of ['title', 'caption', 'xLabel', 'yLabel'] as const) {
    settings[name] = readText('plot', name, options[name])
  }
  for (const name of ['xScale', 'yScale'] as const) {
    const scale = options[name]
    if (scale !== undefined && scale !== 'log' && scale !== 'linear') {
      throw badOption('plot', name, scale, "'linear' | 'log'")
    }
    if (scale === 'log') settings[name] = scale
  }
  for (const name of ['xRange', 'yRange'] as const) {
    settings[name] = readRange('plot', name, options[name])?.map(rounded)
  }
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}

/** Kinds that share axes; images and confusion matrices have none. */
const onAxes: readonly Layer['kind'][] = ['lines', 'points', 'arrows', 'bars', 'histogram', 'heatmap', 'contour']

function readLayers(given: readonly unknown[]): PlotLayer[] {
  const layers = given.map((part) => {
    if (part instanceof PlotLayer) return part
    // Plain numbers are a line.
    if (
      Array.isArray(part) ||
      ArrayBuffer.isView(part) ||
      (typeof part === 'object' && part !== null && 'tolist' in part)
    )
      return lines(part as Data)
    const found = shownValue(part)
    throw new ArgumentError(
      `plot: expected layers such as lines(…), points(…) or heatmap(…), or numbers, got ${found}.`,
      { code: 'plot-layer', params: { found } },
    )
  })
  if (layers.length === 0) {
    throw new ArgumentError('plot: there is nothing to draw. Give it numbers, or layers such as lines(…).', {
      code: 'plot-nothing',
    })
  }
  if (layers.length > limits.layers) {
    throw new ArgumentError(`plot: at most ${limits.layers} layers can be told apart, got ${layers.length}.`, {
      code: 'plot-too-many',
      params: { operation: 'plot', argument: 'layers', count: layers.length, limit: limits.layers },
    })
  }
  const kinds = [...new Set(layers.map(({ kind }) => kind))]
  const fits =
    kinds.every((kind) => onAxes.includes(kind)) ||
    (kinds.every((kind) => kind === 'images' || kind === 'boxes') && kinds.includes('images')) ||
    (kinds.length === 1 && kinds[0] === 'confusion')
  const count = (kind: Layer['kind']) => layers.filter((layer) => layer.kind === kind).length
  if (!fits || count('images') > 1 || count('confusion') > 1 || count('bars') > 1) {
    throw new ArgumentError(
      `plot: ${kinds.join(' + ')} do not fit into one picture. Layers share axes, or lie on one image; give each its own plot.`,
      { code: 'plot-mixed', params: { kinds: kinds.join(' + ') } },
    )
  }
  return layers
}

function tooManyPictures(): ArgumentError {
  return new ArgumentError(
    `plot: a run shows at most ${maxPictures} pictures. Give those that shall take each other’s place one key: plot(…, { key: 'loss' }).`,
    { code: 'plot-pictures', params: { limit: maxPictures } },
  )
}
