/** Copies of modules with all that is in them. */
import { Tensor } from '../tensor.ts'
import { callable, internals } from './callable.ts'
import { own } from './members.ts'
import { Module } from './module.ts'
import { Parameter } from './parameter.ts'

/** @param copies  what was copied before, so that what is shared stays shared */
export function copied(value: unknown, copies: Map<unknown, unknown>): unknown {
  if (copies.has(value)) return copies.get(value)
  const remember = <T>(copy: T): T => {
    copies.set(value, copy)
    return copy
  }
  if (value instanceof Parameter)
    return remember(new Parameter(value.detach().clone(), { requiresGrad: value.requiresGrad }))
  if (value instanceof Tensor) return remember(value.detach().clone())
  if (Array.isArray(value)) return remember(value.map((item) => copied(item, copies)))
  if (value instanceof Map) return remember(new Map([...value].map(([key, item]) => [key, copied(item, copies)])))
  if (!(value instanceof Module)) return value
  const copy = remember(callable(Object.getPrototypeOf(value) as Module))
  const { buffers, notSaved } = value[internals]
  for (const name of buffers) copy[internals].buffers.add(name)
  for (const name of notSaved) copy[internals].notSaved.add(name)
  for (const [key, item] of Object.entries(value)) own(copy, key, copied(item, copies))
  return copy
}
