/**
 * The module: parameters, buffers and other modules as properties, and `forward`, what it computes from them.
 *
 * A module is a function object: `model(x)` calls `forward(x)` and the hooks around it. It needs no registration:
 * what is a Parameter or a Module among its own properties belongs to it, in the order in which they were assigned.
 */
import { isFloating, type DType } from '../dtype.ts'
import { ArgumentError, EngineError } from '../errors.ts'
import { Tensor } from '../tensor.ts'
import { callable, internals, registered, type ForwardHook, type ForwardPreHook, type Internals } from './callable.ts'
import { copied } from './clone.ts'
import { define, join, membersOf, own } from './members.ts'
import { Parameter } from './parameter.ts'
import { printModule } from './print-module.ts'
import { loadState, stateOf, type LoadedState, type StateDict } from './state-dict.ts'

/** Which members to list. */
export interface MemberOptions {
  /** What stands before each name. Default ''. */
  prefix?: string
  /** Whether those of modules inside are listed too. Default true. */
  recurse?: boolean
}

// The call signature follows from `forward`, whatever a subclass makes of it; a class cannot say so itself.
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging
export interface Module {
  (...inputs: Parameters<this['forward']>): ReturnType<this['forward']>
}

/**
 * What all networks and their parts are made of.
 *
 *     class Net extends nn.Module {
 *       hidden = new nn.Linear(2, 8)
 *       out = new nn.Linear(8, 1)
 *       forward(x: Tensor) {
 *         return this.out(this.hidden(x).tanh())
 *       }
 *     }
 *     new Net()(x)
 *
 * @example new nn.Linear(2, 1)(ones(4, 2)).shape // [4, 1]
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging
export class Module {
  /** Whether dropout drops and batch norm learns its statistics. Set with `train` and `eval`. */
  declare training: boolean
  declare readonly [internals]: Internals

  constructor() {
    return callable(new.target.prototype as Module)
  }

  /** What the module computes. Call the module, not this, so that hooks are heard. */
  forward(..._inputs: any[]): any {
    throw new EngineError(`${this.constructor.name}: has no forward(…) yet, which says what it computes.`, {
      code: 'module-without-forward',
      params: { module: this.constructor.name },
      torch: {
        type: 'NotImplementedError',
        message: `Module [${this.constructor.name}] is missing the required "forward" function`,
      },
    })
  }

  /** What stands between the brackets when the module is printed. */
  extraRepr(): string {
    return ''
  }

  /** How the name of a member is printed: PyTorch's spelling, for members that the engine names itself. */
  printedName(name: string): string {
    return name
  }

  /** The modules that are properties of this one, by name. */
  namedChildren(): [string, Module][] {
    const found: [string, Module][] = []
    for (const name of Object.keys(this)) {
      const member: unknown = Reflect.get(this, name)
      if (member instanceof Module) found.push([name, member])
    }
    return found
  }

  /** The modules that are properties of this one. */
  children(): Module[] {
    return [...new Set(this.namedChildren().map(([, child]) => child))]
  }

  /** This module and all inside it, each once, by name: `''` is the module itself. */
  namedModules({ prefix = '' }: { prefix?: string } = {}): [string, Module][] {
    const seen = new Set<Module>()
    const walk = (module: Module, name: string): [string, Module][] => {
      if (seen.has(module)) return []
      seen.add(module)
      return [[name, module], ...module.namedChildren().flatMap(([key, child]) => walk(child, join(name, key)))]
    }
    return walk(this, prefix)
  }

  /** This module and all inside it, each once. */
  modules(): Module[] {
    return this.namedModules().map(([, module]) => module)
  }

  /** The learned tensors, each once, by name: `['0.weight', …]`. */
  namedParameters({ prefix = '', recurse = true }: MemberOptions = {}): [string, Parameter][] {
    return membersOf(this, prefix, recurse, (module) => module.ownParameters())
  }

  /** The learned tensors, each once: what an optimiser takes. */
  parameters({ recurse = true }: { recurse?: boolean } = {}): Parameter[] {
    return this.namedParameters({ recurse }).map(([, parameter]) => parameter)
  }

  /** The tensors that are saved but not learned, each once, by name. */
  namedBuffers({ prefix = '', recurse = true }: MemberOptions = {}): [string, Tensor][] {
    return membersOf(this, prefix, recurse, (module) => module.ownBuffers())
  }

  /** The tensors that are saved but not learned, each once. */
  buffers({ recurse = true }: { recurse?: boolean } = {}): Tensor[] {
    return this.namedBuffers({ recurse }).map(([, buffer]) => buffer)
  }

  /** The learned tensors that are properties of this module. */
  ownParameters(): [string, Parameter][] {
    return Object.entries(this).filter((entry): entry is [string, Parameter] => entry[1] instanceof Parameter)
  }

  /** The buffers that are properties of this module. */
  ownBuffers({ savedOnly = false }: { savedOnly?: boolean } = {}): [string, Tensor][] {
    const { buffers, notSaved } = this[internals]
    return Object.entries(this).filter(
      (entry): entry is [string, Tensor] =>
        entry[1] instanceof Tensor && buffers.has(entry[0]) && !(savedOnly && notSaved.has(entry[0])),
    )
  }

  /**
   * Makes a tensor a buffer: saved and moved with the module, but not learned.
   * @param options.persistent  whether it is in the state dictionary; default true
   */
  registerBuffer(name: string, tensor: Tensor | null, { persistent = true }: { persistent?: boolean } = {}): void {
    define(this, name, tensor)
    this[internals].buffers.add(name)
    if (persistent) this[internals].notSaved.delete(name)
    else this[internals].notSaved.add(name)
  }

  /** As assigning it: `this[name] = parameter`. */
  registerParameter(name: string, parameter: Parameter | null): void {
    define(this, name, parameter)
  }

  /** As assigning it: `this[name] = module`. */
  registerModule(name: string, module: Module | null): void {
    define(this, name, module)
  }

  /** PyTorch's other name of `registerModule`. */
  addModule(name: string, module: Module | null): void {
    this.registerModule(name, module)
  }

  /**
   * The module at a path: `getSubmodule('encoder.0')`.
   * @throws ArgumentError `module-path`
   */
  getSubmodule(path: string): Module {
    const found = path
      .split('.')
      .reduce<Module | undefined>(
        (module, key) => (key === '' ? module : module?.namedChildren().find(([name]) => name === key)?.[1]),
        this,
      )
    if (found !== undefined) return found
    throw new ArgumentError(`getSubmodule: there is no module '${path}'. namedModules() lists them.`, {
      code: 'module-path',
      params: { path },
      torch: { type: 'NotImplementedError', message: `${this.constructor.name} has no attribute \`${path}\`` },
    })
  }

  /** The parameter at a path: `getParameter('encoder.0.weight')`. @throws ArgumentError `module-path` */
  getParameter(path: string): Parameter {
    const found = this.namedParameters().find(([name]) => name === path)
    if (found !== undefined) return found[1]
    throw new ArgumentError(`getParameter: there is no parameter '${path}'. namedParameters() lists them.`, {
      code: 'module-path',
      params: { path },
      torch: { type: 'NotImplementedError', message: `${this.constructor.name} has no attribute \`${path}\`` },
    })
  }

  /** Calls `f` with every module inside, then with this one. Often to set parameters: `model.apply(initialise)`. */
  apply(f: (module: Module) => void): this {
    for (const child of this.children()) child.apply(f)
    f(this)
    return this
  }

  /** Sets this module and all inside it to training, or not. */
  train(mode = true): this {
    for (const module of this.modules()) module.training = mode
    return this
  }

  /** Sets this module and all inside it to evaluation: no dropout, batch norm by its running statistics. */
  eval(): this {
    return this.train(false)
  }

  /** Asks for gradients with respect to all parameters, or no longer. */
  requiresGrad_(value = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad_(value)
    return this
  }

  /**
   * Forgets the gradients of all parameters.
   * @param options.setToNone  null instead of 0; default true, as in PyTorch 2
   */
  zeroGrad({ setToNone = true }: { setToNone?: boolean } = {}): void {
    for (const parameter of this.parameters()) {
      if (setToNone) parameter.grad = null
      else if (parameter.ownGrad !== null) parameter.grad = parameter.ownGrad.detach().zero_()
    }
  }

  /** Converts all floating-point parameters and buffers, in their places. @param dtype 'float32' or 'float64' */
  to(dtype: DType): this {
    for (const parameter of this.parameters()) {
      if (!isFloating(parameter.dtype)) continue
      parameter.data = parameter.data.to(dtype)
      parameter.grad &&= parameter.grad.detach().to(dtype)
    }
    for (const module of this.modules()) {
      for (const [name, buffer] of module.ownBuffers())
        if (isFloating(buffer.dtype)) own(module, name, buffer.to(dtype))
    }
    return this
  }

  /** As float32. */
  float(): this {
    return this.to('float32')
  }

  /** As float64. */
  double(): this {
    return this.to('float64')
  }

  /** All parameters and buffers by name, sharing their numbers: what is saved. */
  stateDict(): StateDict {
    return stateOf(this)
  }

  /**
   * Copies parameters and buffers from a state dictionary.
   * @param options.strict  whether names must agree; default true
   * @returns  the names that were not found, and those nobody asked for
   * @throws ShapeError `state-dict` with all that does not fit, in PyTorch's order
   */
  loadStateDict(state: StateDict, { strict = true }: { strict?: boolean } = {}): LoadedState {
    return loadState(this, state, strict)
  }

  /** Calls `hook` before `forward`. @returns a handle whose `remove()` ends it */
  registerForwardPreHook(hook: ForwardPreHook): { remove(): void } {
    return registered(this[internals].preHooks, hook)
  }

  /** Calls `hook` after `forward`. @returns a handle whose `remove()` ends it */
  registerForwardHook(hook: ForwardHook): { remove(): void } {
    return registered(this[internals].hooks, hook)
  }

  /** A copy with parameters and buffers of its own, as Python's `copy.deepcopy`; hooks are not copied. */
  clone(): this {
    const copies = new Map<unknown, unknown>()
    return copied(this, copies) as this
  }

  /** As PyTorch prints it. */
  toString(): string {
    return printModule(this)
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}
