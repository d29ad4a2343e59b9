/**
 * A call as a reader writes it. The engine's types say that optional arguments come in a row or by name; here they are
 * taken apart into what can be written: `sum(x, dim?, keepdim?, { dim, keepdim, dtype })`.
 */
import { resolve, type Files, type Found } from './public-names.ts'
import type { Call, Parameter, TypeShape } from './types.ts'

export interface SignatureParam {
  name: string
  type: string
  optional: boolean
  rest: boolean
  /** Of an object of options, its members. */
  members?: SignatureParam[]
  /** Of such an object, the names it takes as well and the docstring passes over: PyTorch's older spellings. */
  unspoken?: string[]
}

export interface Signature {
  params: SignatureParam[]
  /** Empty where nothing is said. */
  returns: string
}

/** Where names of types are looked up. */
interface Place {
  files: Files
  path: string
  /** The parameters as the docstring names them. */
  documented?: readonly { name: string; text: string }[]
}

/**
 * The ways to call a declaration, each once. Its docstring decides whether an argument that may be given in a row or by
 * name is shown in the row (`@param dim`) or among the options (`@param options.dim`).
 */
export function signaturesOf(files: Files, found: Found): Signature[] {
  const documented = found.declaration.doc?.params ?? []
  const signatures = declarationCalls(files, found).flatMap(({ call, path }) =>
    signaturesOfCall(call, { files, path, documented }),
  )
  return mergeReturns(signatures)
}

/** Where what comes back depends on the value of an option, the call is still one. */
function mergeReturns(signatures: readonly Signature[]): Signature[] {
  const merged = new Map<string, Signature>()
  for (const signature of signatures) {
    const key = JSON.stringify(signature.params)
    const known = merged.get(key)
    if (!known) merged.set(key, signature)
    else if (!known.returns.split(' | ').includes(signature.returns)) known.returns += ` | ${signature.returns}`
  }
  return [...merged.values()]
}

/** The calls of a declaration, or of what it was made by, repeats or extends. */
function declarationCalls(files: Files, { file, declaration }: Found, depth = 0): { call: Call; path: string }[] {
  if (depth > 5) return []
  if (declaration.calls.length > 0) return declaration.calls.map((call) => ({ call, path: file.path }))
  const { callee, same } = declaration.from
  const other = resolve(files, file.path, same ?? callee ?? '')
  if (same && other) return declarationCalls(files, other, depth + 1)
  if (callee && other) return functionsFrom(files, other)
  // A class without a constructor of its own is built as the one it extends.
  const [base] = declaration.bases
  const parent =
    declaration.kind === 'class' && base?.kind === 'reference' ? resolve(files, file.path, base.name) : undefined
  return parent ? declarationCalls(files, parent, depth + 1) : []
}

/** The functions that a function returns: the members of families are made this way. */
function functionsFrom(files: Files, { file, declaration }: Found, depth = 0): { call: Call; path: string }[] {
  const made = declaration.calls.flatMap(({ returns }) => {
    if (returns?.kind === 'function') return [{ call: returns.call, path: file.path }]
    const alias = returns?.kind === 'reference' ? resolve(files, file.path, returns.name) : undefined
    const type = alias?.declaration.type
    const calls = type?.kind === 'function' ? [type.call] : type?.kind === 'calls' ? type.calls : []
    return calls.map((call) => ({ call, path: alias!.file.path }))
  })
  if (made.length > 0 || depth > 5) return made
  const other = resolve(files, file.path, declaration.from.callee ?? '')
  return other ? functionsFrom(files, other, depth + 1) : []
}

/** The name of the function at the root of a declaration: `binary`, though another one stands between. */
export function rootMaker(files: Files, { file, declaration }: Found, depth = 0): string | undefined {
  const { callee } = declaration.from
  const other = callee === undefined || depth > 5 ? undefined : resolve(files, file.path, callee)
  return (other && rootMaker(files, other, depth + 1)) ?? callee
}

export function signaturesOfCall(call: Call, place: Place): Signature[] {
  const returns = call.returns ? typeText(call.returns, place) : ''
  const plain = call.params.filter(({ rest }) => !rest).map((param) => written(param, place))
  const last = call.params.find(({ rest }) => rest)
  if (!last) return [{ params: plain, returns }]
  return spread(last, place).map((params) => ({ params: [...plain, ...params], returns }))
}

/** What may stand where the rest parameter is: one list of parameters for each way. */
function spread({ name, type }: Parameter, place: Place): SignatureParam[][] {
  if (type?.kind === 'reference') {
    const [first, second] = type.args
    if (type.name === 'Settings' && first) return [inRowAndByName([], first, place)]
    if (type.name === 'Call' && first?.kind === 'tuple' && second)
      return [inRowAndByName(first.elements, second, place)]
    if (type.name === 'Parameters' && first) {
      const names = typeText(first, place).match(/\w+/g) ?? []
      const generator = { name: 'generator', type: 'Generator', optional: true, rest: false }
      const options = { name: 'options', type: '', optional: true, rest: false, members: [generator] }
      return [[...names.map((one) => ({ name: one, type: 'number', optional: true, rest: false })), options]]
    }
    if (type.name === 'Many' && first) {
      const [member] = membersOf(first, place) ?? []
      return [[{ name: member?.name ?? name, type: 'number[]', optional: false, rest: true }]]
    }
    const found = resolve(place.files, place.path, type.name)
    if (found?.declaration.type)
      return spread(
        { name, type: found.declaration.type, optional: false, rest: true },
        { ...place, path: found.file.path },
      )
  }
  if (type?.kind === 'tuple') {
    // `[Tensor, Tensor, ...Tensor[]]` only says how many there must be.
    const open = type.elements.at(-1)
    if (open?.rest && type.elements.every((element) => element.name === ''))
      return [[written({ ...open, name: restName(name, place) }, place)]]
    return [
      type.elements.map((element, i) =>
        written({ ...element, name: element.name || (element.rest ? restName(name, place) : `${name}${i}`) }, place),
      ),
    ]
  }
  if (type?.kind === 'union') {
    const ways = type.types.flatMap((one) => spread({ name, type: one, optional: false, rest: true }, place))
    // `...sizes` and `...sizes, options` are one way to call.
    return ways.filter(
      (way, i) => i === ways.findIndex((other) => other[0]?.name === way[0]?.name && other[0]?.rest === way[0]?.rest),
    )
  }
  return [[{ name: restName(name, place), type: type ? typeText(type, place) : '', optional: false, rest: true }]]
}

/** `args` says nothing: the docstring's name for them, or what they most often are. */
function restName(name: string, { documented = [] }: Place): string {
  return name === 'args' ? (documented.find((param) => !param.name.includes('.'))?.name ?? 'sizes') : name
}

function written({ name, type, optional, rest }: Parameter, place: Place): SignatureParam {
  const members = type && !rest ? membersOf(type, place) : undefined
  // An object all of whose members may be left out is a set of options.
  if (members?.length && (optional || members.every((member) => member.optional)) && !isClassLike(type!)) {
    return { name, type: '', optional: true, rest: false, members: members.map((member) => written(member, place)) }
  }
  return {
    name: name.replace(/^_/, '') || 'options',
    type: type ? typeText(withoutOptions(type, place), place) : '',
    optional,
    rest,
  }
}

/** In `m?: number | CreateOptions` the options may stand in m's place, which says nothing of m. */
function withoutOptions(type: TypeShape, place: Place): TypeShape {
  if (type.kind !== 'union') return type
  const isOptions = (one: TypeShape) =>
    one.kind !== 'text' && !isClassLike(one) && membersOf(one, place)?.every(({ optional }) => optional)
  const types = type.types.filter((one) => !isOptions(one))
  return types.length > 0 && types.length < type.types.length ? { kind: 'union', types } : type
}

const isClassLike = (type: TypeShape): boolean =>
  type.kind === 'reference' && ['Tensor', 'Generator', 'Module'].includes(type.name)

/** What may be given either way is shown one way. */
function inRowAndByName(row: readonly Parameter[], options: TypeShape, place: Place): SignatureParam[] {
  const members = (membersOf(options, place) ?? []).map((member) => ({ ...written(member, place), members: undefined }))
  const documented = place.documented ?? []
  const listed = documented.filter(
    ({ name }) => row.some((param) => param.name === name) || members.some((member) => member.name === name),
  )
  const inRow = listed.map(({ name, text }) => {
    const member = members.find((other) => other.name === name)
    const param = row.find((other) => other.name === name)
    const type = member?.type ?? (param?.type ? typeText(param.type, place) : '')
    return { name, type, optional: /\bdefault\b|^all\b|; all\b/.test(text), rest: false }
  })
  const named = documented.flatMap(({ name }) => /^options\.(.+)/.exec(name)?.[1] ?? [])
  const isShown = (name: string) =>
    named.length > 0 ? named.includes(name) : !listed.some((param) => param.name === name)
  // A row that no docstring speaks of is shown as it is.
  const own = documented.length > 0 ? inRow : row.map((param) => written(param, place))
  const byName = members.filter(({ name }) => isShown(name) && !own.some((param) => param.name === name))
  const unspoken = [...members, ...row]
    .map(({ name }) => name)
    .filter((name) => ![...own, ...byName].some((param) => param.name === name))
  return byName.length + unspoken.length === 0
    ? own
    : [...own, { name: 'options', type: '', optional: true, rest: false, members: byName, unspoken }]
}

/** The members of an object type, however it is put together; undefined for any other type. */
function membersOf(type: TypeShape, place: Place, depth = 0): Parameter[] | undefined {
  if (depth > 8) return undefined
  const inside = (part: TypeShape, at = place) => membersOf(part, at, depth + 1)
  if (type.kind === 'object')
    return type.members.map((member) => ({ ...member, type: member.type && located(member.type, place) }))
  if (type.kind === 'intersection') {
    const parts = type.types.map((part) => inside(part))
    return parts.every((part) => part !== undefined) ? distinct(parts.flat()) : undefined
  }
  if (type.kind !== 'reference') return undefined
  const [first, second] = type.args
  if (type.name === 'Partial' && first) return inside(first)?.map((member) => ({ ...member, optional: true }))
  if ((type.name === 'Omit' || type.name === 'Pick') && first && second) {
    const names: string[] = typeText(second, place).match(/\w+/g) ?? []
    return inside(first)?.filter(({ name }) => names.includes(name) === (type.name === 'Pick'))
  }
  const found = resolve(place.files, place.path, type.name)
  if (found?.declaration.kind !== 'type' || !found.declaration.type) return undefined
  const at = { ...place, path: found.file.path }
  const own = inside(found.declaration.type, at)
  const inherited = found.declaration.bases.map((base) => inside(base, at) ?? [])
  return own && distinct([...own, ...inherited.flat()])
}

const distinct = (members: Parameter[]): Parameter[] =>
  members.filter(({ name }, i) => i === members.findIndex((other) => other.name === name))

/** The same type with the names that only its own file knows already written out. */
const located = (type: TypeShape, place: Place): TypeShape =>
  type.kind === 'object' || membersOf(type, place) ? type : { kind: 'text', text: typeText(type, place) }

/** Names that say more than what stands behind them. */
const kept = ['Tensor', 'DType', 'Nested']
const spelled: Record<string, string> = { Shape: 'number[]' }

function typeText(type: TypeShape, place: Place, depth = 0): string {
  const inside = (part: TypeShape) => typeText(part, place, depth + 1)
  switch (type.kind) {
    case 'text': {
      const [, list] = /^\(typeof (\w+)\)\[number\]$/.exec(type.text) ?? []
      const words = list ? resolve(place.files, place.path, list) : undefined
      return words?.declaration.type ? inside(words.declaration.type) : type.text
    }
    case 'typeof':
      return `typeof ${type.name}`
    case 'array':
      return /[|&>]|=>/.test(inside(type.of)) && !/^\w+<.*>$/.test(inside(type.of))
        ? `(${inside(type.of)})[]`
        : `${inside(type.of)}[]`
    case 'union':
      return [...new Set(type.types.map(inside))].join(' | ')
    case 'intersection':
      return type.types.map(inside).join(' & ')
    case 'tuple':
      return `[${type.elements.map((e) => `${e.rest ? '...' : ''}${e.name ? `${e.name}${e.optional ? '?' : ''}: ` : ''}${e.type ? inside(e.type) : ''}`).join(', ')}]`
    case 'object':
      return `{ ${type.members.map((m) => `${m.name}${m.optional ? '?' : ''}: ${m.type ? inside(m.type) : ''}`).join('; ')} }`
    case 'calls':
      return type.calls.map((call) => inside({ kind: 'function', call })).join(' & ')
    case 'function': {
      const params = type.call.params.map(
        (p) => `${p.rest ? '...' : ''}${p.name}${p.type ? `: ${inside(p.type)}` : ''}`,
      )
      return `(${params.join(', ')}) => ${type.call.returns ? inside(type.call.returns) : 'void'}`
    }
    case 'reference': {
      if (spelled[type.name]) return spelled[type.name]!
      const found =
        (kept as readonly string[]).includes(type.name) || depth > 4
          ? undefined
          : resolve(place.files, place.path, type.name)
      const alias = found?.declaration.kind === 'type' ? found.declaration.type : undefined
      if (alias && found && type.args.length === 0 && isShort(alias))
        return typeText(alias, { ...place, path: found.file.path }, depth + 1)
      return type.args.length > 0 ? `${type.name}<${type.args.map(inside).join(', ')}>` : type.name
    }
  }
}

/** A choice between words, numbers and tensors is shown as the choice. */
function isShort(type: TypeShape): boolean {
  if (type.kind === 'union') return type.types.length <= 6 && type.types.every((one) => isShort(one))
  if (type.kind === 'array' || type.kind === 'tuple') return type.kind === 'array' && isShort(type.of)
  return type.kind === 'text' ? type.text.length < 24 : type.kind === 'reference' && kept.includes(type.name)
}
