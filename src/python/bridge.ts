/**
 * What the Python package `torch` calls: the engine's functions, each guarded, so that nothing is thrown through the
 * interpreter. One call for one operation.
 *
 * A guarded call answers in one of three ways: a tensor; `undefined` after an error, which `failure` then describes;
 * or `true`, when `take` has the result as text (a number, a list, several tensors).
 */
import * as engine from '../engine/index.ts'
import { Module } from '../engine/nn/module.ts'
import { Optimizer } from '../engine/optim/optimizer.ts'
import { LRScheduler } from '../engine/optim/lr-scheduler/scheduler.ts'
import { drawSeed } from '../engine/data/samplers.ts'
import { Generator } from '../engine/random/generator.ts'
import { customFunction } from './custom-function.ts'
import { describeFailure, type Failure } from './failure.ts'
import { numbersFrom, parseNumbers } from './numbers.ts'
import type { PythonPicture } from './picture.ts'

type AnyFunction = (...args: any[]) => unknown
type Guarded = (...args: unknown[]) => unknown

const { Tensor } = engine
type Tensor = engine.Tensor

export interface Bridge {
  /** The guarded function at a path below `lexigrad`: `functional.relu`. */
  bind(path: string): Guarded
  /** What a path leads to: 'function', 'class', 'object', or '' for nothing. */
  kindOf(path: string): string
  /** A guarded method of tensors: the tensor comes first. '' for none. */
  method(name: string): Guarded | ''
  [name: string]: unknown
}

/** Which member of the bridge made a function for Python, and of what. */
export type Maker = readonly ['bind' | 'method' | 'construct', string]

const makers = new WeakMap<object, Maker>()

export const makerOf = (made: object): Maker | undefined => makers.get(made)

const remember = <Made extends Guarded>(made: Made, ...maker: Maker): Made => {
  makers.set(made, maker)
  return made
}

/** @param show  takes a picture; where there is nobody to see it, it does nothing */
export function createBridge(
  show: (picture: PythonPicture, data: readonly engine.Nested[]) => void = () => undefined,
): Bridge {
  let failed: Failure | undefined
  let pending: unknown
  let objects: unknown[] = []

  /** A tensor that waits for nothing is given back as it is; anything else waits to be taken. */
  const settle = (result: unknown): unknown => {
    if (result instanceof Tensor) return result
    pending = result
    return true
  }

  const guard =
    (f: AnyFunction): Guarded =>
    (...args) => {
      try {
        return settle(f(...args))
      } catch (error) {
        failed = describeFailure(error)
        return undefined
      }
    }

  const write = (value: unknown): string => {
    if (value === null || value === undefined) return 'null'
    if (typeof value === 'boolean') return String(value)
    if (typeof value === 'number') return Object.is(value, -0) ? '-0.0' : String(value)
    if (typeof value === 'bigint') return String(value)
    if (typeof value === 'string') return JSON.stringify(value)
    if (Array.isArray(value)) return `[${value.map(write).join(',')}]`
    const kind = kindOfObject(value)
    const isData = kind === '' && Object.getPrototypeOf(value) === Object.prototype
    if (isData && !Object.values(value as object).some((field) => typeof field === 'function')) {
      const fields = Object.entries(value as object).map(([key, field]) => `${JSON.stringify(key)}:${write(field)}`)
      return `{${fields.join(',')}}`
    }
    objects.push(value)
    return `{"$":[${JSON.stringify(kind)},${objects.length - 1}]}`
  }

  const prototype = Tensor.prototype as unknown as Record<string, unknown>
  const isMethod = (name: string): boolean =>
    typeof Object.getOwnPropertyDescriptor(prototype, name)?.value === 'function' && name !== 'constructor'

  const read = (x: Tensor, name: string): unknown => (x as unknown as Record<string, unknown>)[name]

  return {
    kindOf(path) {
      const found = resolve(path)
      if (typeof found !== 'function') return found === undefined ? '' : 'object'
      return /^class\b/.test(Function.prototype.toString.call(found)) ? 'class' : 'function'
    },
    bind: (path) => remember(guard(resolve(path) as AnyFunction), 'bind', path),
    method: (name) =>
      isMethod(name)
        ? remember(
            guard((x: any, ...rest: unknown[]) => x[name](...rest)),
            'method',
            name,
          )
        : '',
    construct: (path: string) => {
      const Class = resolve(path) as new (...args: unknown[]) => unknown
      return remember(
        guard((...args) => new Class(...args)),
        'construct',
        path,
      )
    },
    namesOf: (path: string) => Object.keys(resolve(path) as object).join(' '),

    kind: kindOfObject,
    failure: () => failed,
    take() {
      objects = []
      return write(pending)
    },
    object: (i: number) => objects[i],

    // Literals of Python's as values of JavaScript.
    array: (...items: unknown[]) => items,
    options(...pairs: unknown[]) {
      const made: Record<string, unknown> = {}
      for (let i = 0; i < pairs.length; i += 2) made[pairs[i] as string] = pairs[i + 1]
      return made
    },
    range: (start: number | null, stop: number | null, step: number) => engine.range(start, stop, step),
    float: (value: number) => engine.wrapNumber(value, 'float64'),

    // Tensors.
    tensor: guard((text: string, dtype: string | null, requiresGrad: boolean) => {
      const { data, kind } = numbersFrom(text)
      return engine.tensor(data, { dtype: (dtype ?? kind) as engine.DType, requiresGrad })
    }),
    parameter: guard((x: Tensor, requiresGrad: boolean) => new engine.nn.Parameter(x, { requiresGrad })),
    get: guard((x: Tensor, ...indices: engine.Index[]) => engine.get(x, ...indices)),
    set: guard((x: Tensor, indices: engine.Index[], value: any) => engine.set(x, indices, value)),
    shape: (x: Tensor) => x.shape.join(' '),
    dtype: (x: Tensor) => x.dtype,
    isParameter: (x: unknown) => x instanceof engine.nn.Parameter,
    methodNames: () =>
      Object.getOwnPropertyNames(prototype)
        .filter((name) => isMethod(name))
        .join(' '),
    item: guard((x: Tensor) => x.item()),
    /** A floating-point number as it is, anything else by `take`. */
    number(x: Tensor) {
      if (x.numel() !== 1) return 'many'
      const value = x.item()
      return typeof value === 'number' && (x.dtype === 'float32' || x.dtype === 'float64') ? value : String(value)
    },
    text: (x: Tensor) => x.toString(),
    grad: (x: Tensor) => x.grad ?? false,
    setGrad: guard((x: Tensor, gradient: Tensor | null) => void (x.grad = gradient)),
    setData: guard((x: Tensor, data: Tensor) => void (x.data = data)),
    read: guard(read),
    flag: (x: Tensor, name: string) => Boolean(read(x, name)),
    requireGrad: guard((x: Tensor, value: boolean) => x.requiresGrad_(value)),
    show: guard((picture: string, data: string) =>
      show(JSON.parse(picture) as PythonPicture, parseNumbers(data) as engine.Nested[]),
    ),
    same: (a: unknown, b: unknown) => a === b,
    node: (x: Tensor) => x.gradFn ?? false,
    nodeName: (node: { name: string }) => node.name,
    nodeParents: (node: { nextFunctions: [unknown, number][] }) => node.nextFunctions,
    backward: guard((x: Tensor, gradient: Tensor | null, retainGraph: boolean | null, createGraph: boolean) =>
      engine.backward(x, gradient, { createGraph, retainGraph: retainGraph ?? createGraph }),
    ),
    customFunction: guard(customFunction),
    defaultGenerator: engine.defaultGenerator,
    drawSeed: (generator: Generator | null) => drawSeed(generator ?? engine.defaultGenerator),
    setGradEnabled: engine.setGradEnabled,
    isGradEnabled: engine.isGradEnabled,

    // Objects that keep state: modules, optimisers, schedules, generators.
    member(object: any, name: string) {
      pending = object[name]
      return name in object
    },
    setMember: guard((object: any, name: string, value: unknown) => {
      object[name] = value
    }),
    bindKeys: guard((object: object) => Object.keys(object)),
    callMember: guard((object: any, name: string, ...args: unknown[]) => object[name](...args)),
    ownParameters: (module: Module) =>
      module
        .ownParameters()
        .map(([name]) => name)
        .join(' '),
    ownBuffers: (module: Module) =>
      module
        .ownBuffers()
        .map(([name]) => name)
        .join(' '),
    savedBuffers: (module: Module) =>
      module
        .ownBuffers({ savedOnly: true })
        .map(([name]) => name)
        .join(' '),
    ownModules: (module: Module) =>
      module
        .namedChildren()
        .map(([name]) => name)
        .join(' '),
    printedName: (module: Module, name: string) => module.printedName(name),
    className: (object: object) => object.constructor.name,
    printed: (object: object) => String(object),
    isOptimizer: (object: unknown) => object instanceof Optimizer,
    isSchedule: (object: unknown) => object instanceof LRScheduler,
  }
}

/** Which class of Python stands for an object of the engine. */
function kindOfObject(value: unknown): string {
  if (value instanceof Tensor) return 'tensor'
  if (value instanceof Module) return 'module'
  return value instanceof Generator ? 'generator' : ''
}

function resolve(path: string): unknown {
  let found: unknown = engine
  for (const name of path.split('.')) {
    if ((typeof found !== 'object' && typeof found !== 'function') || found === null || !Object.hasOwn(found, name))
      return undefined
    found = (found as Record<string, unknown>)[name]
  }
  return found
}
