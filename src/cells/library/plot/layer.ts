/** What `plot` puts together: a kind of picture with its data, drawn when its turn comes. */
import { checkNames } from './errors.ts'
import { inks, type Ink, type Layer } from './figure.ts'
import { badOption } from './errors.ts'
import { readText } from './data.ts'

/** A layer of a picture, made by `lines`, `points`, `heatmap`, … and shown by `plot`. */
export class PlotLayer {
  readonly kind: Layer['kind']
  readonly #make: () => Layer

  constructor(kind: Layer['kind'], make: () => Layer) {
    this.kind = kind
    this.#make = make
  }

  /** The layer as data; may take its time where a function is to be computed. */
  make(): Layer {
    return this.#make()
  }

  toString(): string {
    return `${this.kind}(…)`
  }
}

/** What every layer with a name in the legend takes. */
export interface NamedOptions {
  /** Its name in the legend. */
  label?: string
  /** `forward` for values, `backward` for gradients, `loss`, or `plain`; without it, layers are told apart by their strokes. */
  ink?: Ink
}

export function readNamed(operation: string, { label, ink }: NamedOptions): { label?: string; ink?: Ink } {
  const text = readText(operation, 'label', label)
  if (ink !== undefined && !inks.includes(ink)) {
    throw badOption(operation, 'ink', ink, inks.map((name) => `'${name}'`).join(' | '))
  }
  return { ...(text !== undefined && { label: text }), ...(ink && { ink }) }
}

export function isOptions(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !ArrayBuffer.isView(value) &&
    !('tolist' in value) &&
    !(value instanceof PlotLayer)
  )
}

/** The options at the end of a call, with no name that is not known. */
export function readOptions<T extends object>(operation: string, options: T | undefined, known: readonly string[]): T {
  const given = options ?? ({} as T)
  if (!isOptions(given)) throw badOption(operation, 'options', given, '{ … }')
  checkNames(operation, given, known)
  return given as T
}
