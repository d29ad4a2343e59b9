/** Modules that hold modules. */
import { IndexError } from '../errors.ts'
import { inTurn } from './between.ts'
import { Module } from './module.ts'
import { printList } from './print-module.ts'

/** A place counted from the end where negative. @throws IndexError `module-index` */
function placeOf(module: Module & { readonly length: number }, index: number): number {
  const n = module.length
  if (Number.isInteger(index) && index >= -n && index < n) return index < 0 ? index + n : index
  throw new IndexError(`${module.constructor.name}: there is no module ${index}; it has ${n}.`, {
    code: 'module-index',
    params: { index, length: n },
    torch: { type: 'IndexError', message: `index ${index} is out of range` },
  })
}

/** Modules at places 0, 1, 2, …, which are their names. */
abstract class Listed extends Module {
  /** The module at a place; `at` counts from the end too. */
  [index: number]: any

  /** How many modules there are. */
  override get length(): number {
    return this.namedChildren().length
  }

  /** The module at a place, from the end where negative. @throws IndexError `module-index` */
  at(index: number): any {
    return this[placeOf(this, index)]
  }

  /** Another module at a place. @throws IndexError `module-index` */
  set(index: number, module: Module): void {
    this[placeOf(this, index)] = module
  }

  /** One more module at the end. */
  append(module: Module): this {
    this.registerModule(String(this.length), module)
    return this
  }

  /** More modules at the end. */
  extend(modules: Iterable<Module>): this {
    for (const module of modules) this.append(module)
    return this
  }

  /** A module before the one at a place; those after it move on. */
  insert(index: number, module: Module): this {
    const modules = [...this].toSpliced(index, 0, module)
    modules.forEach((each, i) => (this[i] = each))
    return this
  }

  *[Symbol.iterator](): Generator<Module> {
    for (const [, module] of this.namedChildren()) yield module
  }
}

/**
 * Modules one after another: each is given what the one before it made.
 *
 * @param modules  in a row, or one object of names and modules
 * @example new nn.Sequential(new nn.Linear(2, 3), new nn.ReLU())(ones(1, 2)).shape // [1, 3]
 */
export class Sequential extends Listed {
  constructor(...modules: Module[] | [Readonly<Record<string, Module>>]) {
    super()
    const [first] = modules
    const named =
      modules.length === 1 && first !== undefined && !(first instanceof Module)
        ? Object.entries(first)
        : Object.entries(modules as Module[])
    for (const [name, module] of named) this.registerModule(name, module)
  }

  /** The module at a place, whatever its name; `model.slice(0, 2)` gives several. */
  override at(index: number): any {
    return [...this][placeOf(this, index)]
  }

  /** Some of the modules in a row, as a Sequential that shares them. */
  slice(start?: number, end?: number): Sequential {
    return new Sequential(Object.fromEntries(this.namedChildren().slice(start, end)))
  }

  override forward(input: any): any {
    const modules: Module[] = []
    for (const name of Object.keys(this))
      if (this[name as unknown as number] instanceof Module) modules.push(this[name as unknown as number] as Module)
    return inTurn(modules, input)
  }
}

/**
 * Modules in a list, for a `forward` that goes through them itself. An ordinary array would hide them from `parameters()`.
 * @example new nn.ModuleList([new nn.Linear(2, 3), new nn.Linear(3, 1)]).length // 2
 */
export class ModuleList extends Listed {
  constructor(modules: Iterable<Module> = []) {
    super()
    this.extend(modules)
  }

  override toString(): string {
    return printList(this)
  }
}

/**
 * Modules by name, in the order in which they were set.
 * @example new nn.ModuleDict({ relu: new nn.ReLU() }).get('relu')(tensor([-1, 1])).tolist() // [0, 1]
 */
export class ModuleDict extends Module {
  declare private readonly modulesByName: Map<string, Module>

  constructor(modules: Readonly<Record<string, Module>> | Iterable<readonly [string, Module]> = {}) {
    super()
    const given: Iterable<readonly [string, Module]> =
      Symbol.iterator in modules ? (modules as Iterable<readonly [string, Module]>) : Object.entries(modules)
    this.modulesByName = new Map(given)
  }

  override namedChildren(): [string, Module][] {
    return [...this.modulesByName]
  }

  override registerModule(name: string, module: Module): void {
    this.modulesByName.set(name, module)
  }

  /** The module of a name. @throws IndexError `module-index` */
  get(name: string): any {
    const module = this.modulesByName.get(name)
    if (module !== undefined) return module
    throw new IndexError(`ModuleDict: there is no module '${name}'; it has ${[...this.keys()].join(', ')}.`, {
      code: 'module-index',
      params: { index: name, length: this.length },
      torch: { type: 'KeyError', message: `'${name}'` },
    })
  }

  /** Sets the module of a name. */
  set(name: string, module: Module): this {
    this.registerModule(name, module)
    return this
  }

  /** Whether there is a module of this name. */
  has(name: string): boolean {
    return this.modulesByName.has(name)
  }

  /** Takes a module out and returns it. */
  pop(name: string): Module {
    const module = this.get(name) as Module
    this.modulesByName.delete(name)
    return module
  }

  /** The names. */
  keys(): string[] {
    return [...this.modulesByName.keys()]
  }

  /** The modules. */
  values(): Module[] {
    return [...this.modulesByName.values()]
  }

  /** Names and modules. */
  items(): [string, Module][] {
    return this.namedChildren()
  }

  /** How many modules there are. */
  override get length(): number {
    return this.modulesByName.size
  }

  [Symbol.iterator](): Iterator<string> {
    return this.keys()[Symbol.iterator]()
  }
}
