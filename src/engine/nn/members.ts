/** What belongs to a module. Functions, for private methods belong to the object that `new` made, and a module is the function in its place. */
import { ArgumentError } from '../errors.ts'
import type { Tensor } from '../tensor.ts'
import type { Module } from './module.ts'

export const join = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix}.${name}`)

/** Tensors of a module and of those inside it, each once, by path. */
export function membersOf<T extends Tensor>(
  root: Module,
  prefix: string,
  recurse: boolean,
  ownOf: (module: Module) => [string, T][],
): [string, T][] {
  const seen = new Set<T>()
  const modules: [string, Module][] = recurse ? root.namedModules({ prefix }) : [[prefix, root]]
  return modules
    .flatMap(([name, module]) => ownOf(module).map(([key, member]): [string, T] => [join(name, key), member]))
    .filter(([, member]) => !seen.has(member) && seen.add(member))
}

/** Gives a module a member, under a name that is free. @throws ArgumentError `module-member-name` */
export function define(module: Module, name: string, value: unknown): void {
  if (name === '' || name.includes('.') || name in (Object.getPrototypeOf(module) as object)) {
    const torch =
      name === ''
        ? 'parameter name can\'t be empty string ""'
        : name.includes('.')
          ? 'parameter name can\'t contain "."'
          : `attribute '${name}' already exists`
    throw new ArgumentError(
      `${module.constructor.name}: '${name}' cannot be the name of a member: it is empty, has a dot in it, or is taken.`,
      {
        code: 'module-member-name',
        params: { name },
        torch: { type: 'KeyError', message: torch },
      },
    )
  }
  own(module, name, value)
}

/** Gives a module a property, whatever stood there. */
export function own(module: Module, name: string, value: unknown): void {
  Object.defineProperty(module, name, { value, writable: true, enumerable: true, configurable: true })
}
