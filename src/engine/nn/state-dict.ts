/** A module's tensors by name, out and in. */
import { ShapeError, shown } from '../errors.ts'
import { snakeCase } from '../print/python.ts'
import { sameShape } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import type { Module } from './module.ts'
import { assign } from './parameter.ts'

/** Parameters and buffers by name. */
export type StateDict = Record<string, Tensor>

/** What did not meet when a state was loaded. */
export interface LoadedState {
  readonly missingKeys: string[]
  readonly unexpectedKeys: string[]
}

/** All that is saved of a module: not each tensor once but under each of its names. */
function saved(module: Module, prefix = ''): [string, Tensor][] {
  const own: [string, Tensor][] = [...module.ownParameters(), ...module.ownBuffers({ savedOnly: true })]
  return [
    ...own.map(([name, tensor]): [string, Tensor] => [prefix + name, tensor]),
    ...module.namedChildren().flatMap(([name, child]) => saved(child, `${prefix}${name}.`)),
  ]
}

export const stateOf = (module: Module): StateDict =>
  Object.fromEntries(saved(module).map(([name, tensor]) => [name, tensor.detach()]))

/** Names in PyTorch's spelling, `running_mean`, are understood. */
export function loadState(module: Module, state: StateDict, strict: boolean): LoadedState {
  const wanted = saved(module)
  const keyOf = (name: string): string => (name in state ? name : snakeCase(name))
  const missingKeys = wanted.map(([name]) => name).filter((name) => !(keyOf(name) in state))
  const known = new Set(wanted.map(([name]) => keyOf(name)))
  const unexpectedKeys = Object.keys(state).filter((key) => !known.has(key))

  const mismatches: string[] = []
  for (const [name, tensor] of wanted) {
    const given = state[keyOf(name)]
    if (given === undefined) continue
    if (sameShape(given.shape, tensor.shape)) assign(tensor, given)
    else
      mismatches.push(
        `size mismatch for ${name}: copying a param with shape ${size(given)} from checkpoint, the shape in current model is ${size(tensor)}.`,
      )
  }

  const quoted = (keys: readonly string[]): string => keys.map((key) => `"${key}"`).join(', ')
  const problems = [
    ...(strict && missingKeys.length > 0 ? [`Missing key(s) in state_dict: ${quoted(missingKeys)}. `] : []),
    ...(strict && unexpectedKeys.length > 0 ? [`Unexpected key(s) in state_dict: ${quoted(unexpectedKeys)}. `] : []),
    ...mismatches,
  ]
  if (problems.length > 0)
    throw doesNotFit(
      module,
      state,
      wanted,
      strict ? { missingKeys, unexpectedKeys } : { missingKeys: [], unexpectedKeys: [] },
      problems,
    )
  return { missingKeys, unexpectedKeys }
}

const size = ({ shape }: Tensor): string => `torch.Size(${shown(shape)})`

function doesNotFit(
  module: Module,
  state: StateDict,
  wanted: [string, Tensor][],
  { missingKeys, unexpectedKeys }: LoadedState,
  problems: readonly string[],
): ShapeError {
  const name = module.constructor.name
  const wrong = wanted.filter(([key, tensor]) => state[key] !== undefined && !sameShape(state[key].shape, tensor.shape))
  const mismatched = wrong.map(([key]) => key)
  const shapes = wrong.map(([key, tensor]) => `${key} ${shown(state[key]!.shape)} for ${shown(tensor.shape)}`)
  const parts = [
    ...(missingKeys.length > 0 ? [`missing: ${missingKeys.join(', ')}`] : []),
    ...(unexpectedKeys.length > 0 ? [`unknown: ${unexpectedKeys.join(', ')}`] : []),
    ...(shapes.length > 0 ? [`of another shape: ${shapes.join(', ')}`] : []),
  ].join('; ')
  return new ShapeError(
    `loadStateDict: the state does not fit ${name}. ${parts}. { strict: false } lets names differ, but not shapes.`,
    {
      code: 'state-dict',
      params: { module: name, missing: missingKeys, unexpected: unexpectedKeys, mismatched },
      torch: {
        type: 'RuntimeError',
        message: `Error(s) in loading state_dict for ${name}:\n\t${problems.join('\n\t')}`,
      },
    },
  )
}
