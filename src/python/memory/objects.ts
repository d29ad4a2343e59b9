/**
 * Python's memory names objects of JavaScript by their place in a table. Of those that are ours, this says how each is
 * found or made again beside another copy of the engine.
 */
import { makerOf, type Bridge } from '../bridge.ts'

/** What stands for an object: the bridge, a member of it, or what one of its members made. */
export type Recipe = readonly ['freed' | 'bridge'] | readonly ['member' | 'bind' | 'method' | 'construct', string]

/** Stands in the table where a place is free. */
export const freed = {}

/** @throws for an object that Python should not hold on to */
export function describeObject(object: unknown, bridge: Bridge): Recipe {
  if (object === freed) return ['freed']
  if (object === bridge) return ['bridge']
  const name = Object.keys(bridge).find((key) => bridge[key] === object)
  if (name !== undefined) return ['member', name]
  const made = makerOf(object as object)
  if (made) return made
  const { name: kind } = (object as object).constructor
  const keys = Object.keys(object as object)
    .slice(0, 8)
    .join(', ')
  throw new Error(`Python holds an object that nothing makes again: ${kind} { ${keys} }`)
}

export function makeObject(recipe: Recipe, bridge: Bridge): unknown {
  switch (recipe[0]) {
    case 'freed':
      return undefined
    case 'bridge':
      return bridge
    case 'member':
      return bridge[recipe[1]]
    default:
      return (bridge[recipe[0]] as (name: string) => unknown)(recipe[1])
  }
}
