/**
 * Which of PyTorch's names the engine has. Nothing here is typed in: PyTorch's names and parameters were recorded by
 * PyTorch (data/record-pytorch.py), ours are read from the engine's code, and what differs in meaning is said by a
 * docstring's own `PyTorch:` line.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../i18n/paths.ts'
import type { Api, Entry } from './load-api.ts'
import { camelCase, paramNames, spellingOf, unusedParameters } from './names.ts'

/** PyTorch's names by area, each with its parameters; one that need not be given ends in `=`. */
export interface Recorded {
  version: string
  areas: Record<string, Record<string, readonly string[]>>
}

export type Status = 'same' | 'differs' | 'missing'

export interface Row {
  /** As PyTorch writes it, without its area: `cross_entropy`. */
  name: string
  status: Status
  /** As the engine writes it: `functional.crossEntropy`, or JavaScript's own `Math.PI`. */
  ours: string
  entry: Entry | undefined
  /** Where the page of its family names it. */
  anchor: string
  /** Arguments that PyTorch takes and the engine does not, in our spelling. */
  without: string[]
  /** How its meaning differs, from the docstring. */
  note: string
}

export interface Area {
  name: string
  rows: Row[]
  /** PyTorch's names that Python cells do not have; what they have takes PyTorch's own arguments, or says which it does not. */
  missingInPython: readonly string[]
}

export interface Compatibility {
  version: string
  areas: Area[]
  /** Names of the engine that stand for none of PyTorch's. */
  own: Entry[]
}

/** Where the members of PyTorch's modules stand here. */
const places: Record<string, readonly string[]> = {
  torch: [''],
  'torch.nn': ['nn.'],
  'torch.nn.functional': ['functional.', 'nn.functional.'],
  'torch.nn.init': ['nn.init.', 'init.'],
  'torch.nn.utils': ['nn.utils.', 'utils.'],
  'torch.optim': ['optim.'],
  'torch.optim.lr_scheduler': ['optim.lrScheduler.', 'lrScheduler.'],
  'torch.utils.data': ['data.', 'utils.data.'],
}

export function readRecorded(): Recorded {
  return JSON.parse(readFileSync(join(projectRoot, 'src/site/api/data/pytorch.json'), 'utf8'))
}

/** Asked of the package itself, by test/python/names.test.ts. */
export function readMissingInPython(): Record<string, readonly string[]> {
  return JSON.parse(readFileSync(join(projectRoot, 'src/site/api/data/python-missing.json'), 'utf8'))
}

export function compare(api: Api, recorded: Recorded = readRecorded()): Compatibility {
  const missing = readMissingInPython()
  const areas = Object.entries(recorded.areas).map(([area, names]) => ({
    name: area,
    missingInPython: missing[area] ?? [],
    rows: Object.entries(names).map(([name, parameters]) => compareName(api, area, name, parameters)),
  }))
  const used = new Set(areas.flatMap(({ rows }) => rows.map(({ entry }) => entry)))
  return {
    // Debian names its build 1.13.0a0.
    version: /^\d+\.\d+/.exec(recorded.version)?.[0] ?? recorded.version,
    areas,
    own: [...new Set([...api.byName.values(), ...api.methods.values()])].filter(
      (entry) => !used.has(entry) && entry.family !== 'cell',
    ),
  }
}

function compareName(api: Api, area: string, name: string, parameters: readonly string[]): Row {
  const blank = { name, entry: undefined, anchor: '', without: [], note: '' }
  const spelling = spellingOf(area, name, api)
  if (spelling) return { ...blank, status: 'same', ours: spelling }
  const found = find(api, area, camelCase(name))
  if (!found) return { ...blank, status: 'missing', ours: '' }
  const { entry, ours, anchor } = found
  const accepted = paramNames(entry)
  // What both take in the same place is the same argument under whatever name.
  const places = Math.max(
    0,
    ...entry.signatures.map((signature) => signature.params.filter(({ members, rest }) => !members && !rest).length),
  )
  const shift = area === 'torch.Tensor' && entry.name.startsWith('Tensor.') && parameters[0] === 'self' ? 1 : 0
  const optional = parameters
    .filter((parameter, i) => parameter.endsWith('=') && i - shift >= places)
    .map((parameter) => camelCase(parameter.slice(0, -1)))
  // Of a member without a signature nothing is known.
  const without =
    accepted.size === 0 && entry.signatures.length === 0
      ? []
      : optional.filter((one) => !accepted.has(one) && !unusedParameters.has(one))
  const note = entry.doc.pytorch
  return { name, entry, ours, anchor, without, note, status: note || without.length > 0 ? 'differs' : 'same' }
}

function find(api: Api, area: string, name: string): { entry: Entry; ours: string; anchor: string } | undefined {
  if (area === 'torch.Tensor') return findMember(api, name)
  for (const place of places[area] ?? []) {
    const entry = api.byName.get(place + name)
    // A picture's `histogram` is not PyTorch's.
    if (entry && entry.family !== 'cell') return { entry, ours: place + name, anchor: entry.anchor }
  }
  return undefined
}

/** A member of the class itself, or what a family hangs on it. */
function findMember(api: Api, name: string): { entry: Entry; ours: string; anchor: string } | undefined {
  const entry = api.methods.get(name)
  if (entry) return { entry, ours: `Tensor.${name}`, anchor: entry.anchor }
  const tensor = api.byName.get('Tensor')
  const member = tensor?.members.find((other) => other.name === name && !other.static)
  if (!tensor || !member) return undefined
  // A member stands for itself: its signatures and its docstring, on the page of the class.
  const own: Entry = {
    ...tensor,
    name: `Tensor.${name}`,
    kind: member.kind,
    signatures: member.signatures,
    doc: member.doc,
    members: [],
  }
  return { entry: own, ours: `Tensor.${name}`, anchor: member.anchor }
}

/** For each entry the names PyTorch has for it: `torch.softmax`, `torch.Tensor.softmax`. */
export function namesThere({ areas }: Compatibility): Map<Entry, string[]> {
  const names = new Map<Entry, string[]>()
  for (const { name: area, rows } of areas) {
    for (const { entry, name } of rows) if (entry) names.set(entry, [...(names.get(entry) ?? []), `${area}.${name}`])
  }
  return names
}

export function count(rows: readonly Row[]): Record<Status, number> {
  const of = (status: Status) => rows.filter((row) => row.status === status).length
  return { same: of('same'), differs: of('differs'), missing: of('missing') }
}
