/** The engine's documentation as plain data: what there is, how it is called, and what its docstring says. */
import { leadingShape, type Doc } from './comment.ts'
import { engineFolder, engineStamp, libraryTypes, readEngineFiles, readLibraryFiles } from './engine-files.ts'
import { familyIds, familyOf, lastFamily, placeInFamily, type FamilyId } from './families.ts'
import { listPublicNames, resolve, type Files, type Found } from './public-names.ts'
import { readableSignatures } from './signature-from-doc.ts'
import { rootMaker, signaturesOf, signaturesOfCall, type Signature } from './signature.ts'
import type { Member, Method, SourceFile } from './types.ts'

export interface Entry {
  /** The shortest name a reader reaches it by: `softmax`, `functional.gelu`, `nn.Linear`. */
  name: string
  /** The others. */
  aliases: string[]
  /** Its place on the page of its family. */
  anchor: string
  family: FamilyId
  /** `method` and `property`: of the tensor, and of no function. */
  kind: 'function' | 'class' | 'value' | 'method' | 'property'
  signatures: Signature[]
  /** Names of the tensor's methods that are this function, and of those that change the tensor. */
  methods: string[]
  inPlace: string[]
  /** Functions that write the result over their tensor. */
  inPlaceNames: string[]
  /** How it came to be, where that says something about its shapes. */
  madeBy: 'unary' | 'binary' | undefined
  doc: Doc
  /** Of a class: what can be read of an instance and called on it. */
  members: EntryMember[]
  /** Below the engine's folder. */
  file: string
  line: number
}

export interface EntryMember {
  name: string
  anchor: string
  kind: 'method' | 'property'
  /** Where the value is kept, and not computed when it is read. */
  isField: boolean
  static: boolean
  signatures: Signature[]
  type: string
  doc: Doc
  line: number
}

/** What one file of the engine gives to a family. */
export interface Group {
  file: string
  /** What the comment at the head of the file opens with; the rest is for those who read the file. */
  description: string
  entries: Entry[]
}

export interface Family {
  id: FamilyId
  groups: Group[]
}

export interface Api {
  families: Family[]
  /** Every entry under each of its names. */
  byName: Map<string, Entry>
  /** What the families hang on the tensor, by name. */
  methods: Map<string, Entry>
  /** The words for types of data: `float32`. */
  dtypes: string[]
}

let known: { stamp: string; api: Api } | undefined

/** The documentation of the engine as its files stand now. */
export function loadApi(folder = engineFolder): Api {
  const stamp = `${folder}\n${engineStamp(folder)}`
  if (known?.stamp !== stamp) {
    const files = new Map([...readEngineFiles(folder), ...readLibraryFiles(folder)])
    known = { stamp, api: describe(files) }
  }
  return known.api
}

export const emptyDoc: Doc = {
  summary: [],
  params: [],
  returns: '',
  throws: [],
  gradient: '',
  source: '',
  pytorch: '',
  examples: [],
}

/** @param files  the engine's, by path */
export function describe(files: Files): Api {
  const entries = new Map<string, Entry>()
  const byName = new Map<string, Entry>()
  const names = [...listPublicNames(files), ...listPublicNames(files, libraryTypes)]
  for (const { path, ...found } of names) {
    // `relu_` without a docstring is a way to write `relu`.
    const base = found.declaration.doc ? undefined : names.find((other) => `${other.path}_` === path)
    const key = keyOf(base ?? found)
    if (base) {
      const entry = entries.get(key) ?? describeEntry(files, base.path, base)
      if (!entry.inPlaceNames.includes(path)) entry.inPlaceNames.push(path)
      entries.set(key, entry)
      byName.set(path, entry)
      continue
    }
    const entry = entries.get(key) ?? describeEntry(files, path, found)
    if (entries.has(key)) addName(entry, path, found.declaration.name)
    entries.set(key, entry)
    byName.set(path, entry)
  }
  const methods = hangMethods(files, entries)
  setAnchors([...entries.values()])
  return { families: groupByFamily(files, [...entries.values()]), byName, methods, dtypes: readDtypes(files) }
}

function readDtypes(files: Files): string[] {
  const type = resolve(files, 'dtype.ts', 'DType')?.declaration.type
  const words = type?.kind === 'union' ? type.types : []
  return words.flatMap((word) => (word.kind === 'text' ? word.text.replace(/'/g, '') : []))
}

const keyOf = ({ file, declaration }: Found): string => `${file.path}#${declaration.name}`

function addName(entry: Entry, path: string, defined: string): void {
  if (entry.name === path || entry.aliases.includes(path)) return
  const names = [entry.name, ...entry.aliases, path]
  // What needs no namespace comes first; of equals, the name it was given where it is defined.
  const rank = (name: string) => name.split('.').length * 2 - Number(name.split('.').at(-1) === defined)
  const [name, ...aliases] = names.toSorted((a, b) => rank(a) - rank(b))
  Object.assign(entry, { name, aliases })
}

function describeEntry(files: Files, path: string, found: Found): Entry {
  const { file, declaration } = found
  const signatures = readableSignatures(signaturesOf(files, found), declaration.doc)
  const maker = declaration.kind === 'value' ? rootMaker(files, found) : undefined
  const members = declaration.members.map((member) => describeMember(files, file.path, member))
  return {
    name: path,
    aliases: [],
    anchor: '',
    family: familyOf(file.path) ?? lastFamily,
    kind: declaration.kind === 'class' ? 'class' : signatures.length > 0 ? 'function' : 'value',
    signatures,
    methods: [],
    inPlace: [],
    inPlaceNames: [],
    madeBy: maker === 'unary' || maker === 'binary' ? maker : undefined,
    doc: declaration.doc ?? emptyDoc,
    members: members.filter(({ doc }) => declaration.name === 'Tensor' || doc !== emptyDoc),
    file: file.path,
    line: declaration.line,
  }
}

function describeMember(
  files: Files,
  path: string,
  { name, kind, calls, type, doc, line, isField, static: isStatic }: Member,
): EntryMember {
  const place = { files, path }
  const signatures = calls.flatMap((call) => signaturesOfCall(call, place))
  const [property] = type ? signaturesOfCall({ params: [], returns: type }, place) : []
  return {
    name,
    anchor: '',
    kind: kind === 'method' ? 'method' : 'property',
    isField,
    static: isStatic,
    signatures,
    type: property?.returns ?? '',
    doc: doc ?? emptyDoc,
    line,
  }
}

/** Notes at each function the methods that it is; a method that no function is becomes an entry of its own. */
function hangMethods(files: Files, entries: Map<string, Entry>): Map<string, Entry> {
  const methods = new Map<string, Entry>()
  const bare = files.values().flatMap((file) => file.methods.map((method) => ({ file, method })))
  for (const { file, method } of bare) {
    const [target] = method.type?.kind === 'reference' ? method.type.args : []
    const found = target?.kind === 'typeof' ? resolve(files, file.path, target.name) : undefined
    const named = file.declarations[method.name]
    const key = found
      ? keyOf(found)
      : named
        ? keyOf({ file, declaration: named })
        : `${file.path}#Tensor.${method.name}`
    const entry = entries.get(key) ?? describeMethod(files, file, method, found)
    entries.set(key, entry)
    const isInPlace = method.type?.kind === 'reference' && method.type.name === 'InPlace'
    if (entry.kind !== 'property') entry[isInPlace ? 'inPlace' : 'methods'].push(method.name)
    if (!methods.has(method.name)) methods.set(method.name, entry)
  }
  return methods
}

function describeMethod(
  files: Files,
  file: SourceFile,
  { name, type, doc, line }: Method,
  found: Found | undefined,
): Entry {
  const place = { files, path: file.path }
  const call = type?.kind === 'function' ? type.call : undefined
  const own = found
    ? signaturesOf(files, found).map(({ params, returns }) => ({ params: params.slice(1), returns }))
    : call
      ? signaturesOfCall(call, place)
      : []
  const [property] = type && own.length === 0 ? signaturesOfCall({ params: [], returns: type }, place) : []
  return {
    name: `Tensor.${name}`,
    aliases: [],
    anchor: '',
    family: familyOf(file.path) ?? lastFamily,
    kind: property ? 'property' : 'method',
    signatures: property ? [property] : own,
    methods: [],
    inPlace: [],
    inPlaceNames: [],
    madeBy: undefined,
    doc: found?.declaration.doc ?? doc ?? emptyDoc,
    members: [],
    file: found?.file.path ?? file.path,
    line: found?.declaration.line ?? line,
  }
}

function setAnchors(entries: readonly Entry[]): void {
  const taken = new Set<string>()
  for (const entry of entries) {
    const last = entry.name.split('.').at(-1)!
    const wanted = `${entry.family} ${last}`
    entry.anchor = taken.has(wanted) ? entry.name.replaceAll('.', '-') : last
    taken.add(`${entry.family} ${entry.anchor}`)
    for (const member of entry.members) member.anchor = `${entry.anchor}-${member.name}`
  }
}

function groupByFamily(files: Files, entries: readonly Entry[]): Family[] {
  return familyIds
    .map((id) => {
      const own = entries.filter(({ family }) => family === id)
      const paths = [...new Set(own.map(({ file }) => file))].sort((a, b) => placeInFamily(a) - placeInFamily(b))
      const groups = paths.map((file) => ({
        file,
        description: files.get(file)!.header[0] ?? '',
        entries: own.filter((entry) => entry.file === file).sort((a, b) => a.line - b.line),
      }))
      return { id, groups }
    })
    .filter(({ groups }) => groups.length > 0)
}

/** What a function of one number, or of two that broadcast, says of its shapes by being one. */
export function paramsOf({ doc, madeBy, signatures }: Pick<Entry, 'doc' | 'madeBy' | 'signatures'>): Doc['params'] {
  if (doc.params.length > 0 || madeBy !== 'unary') return doc.params
  return (signatures[0]?.params ?? []).map(({ name }) => ({ name, shape: '[...]', text: '' }))
}

/** The shape that a result is said to have, and the rest of what is said. */
export const returnsOf = ({ doc }: Pick<Entry, 'doc'>): { shape: string; rest: string } => leadingShape(doc.returns)
