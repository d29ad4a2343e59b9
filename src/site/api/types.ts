/** What is read from a file of the engine: its declarations with their docstrings and types, and what it exports. */
import type { Doc } from './comment.ts'

/** A type as far as a reader's signature needs it taken apart; everything else is text. */
export type TypeShape =
  | { kind: 'text'; text: string }
  | { kind: 'reference'; name: string; args: TypeShape[] }
  | { kind: 'typeof'; name: string }
  | { kind: 'object'; members: Parameter[] }
  | { kind: 'tuple'; elements: Parameter[] }
  | { kind: 'array'; of: TypeShape }
  | { kind: 'union' | 'intersection'; types: TypeShape[] }
  | { kind: 'function'; call: Call }
  /** A function that is called in several ways. */
  | { kind: 'calls'; calls: Call[] }

export interface Parameter {
  name: string
  type: TypeShape | undefined
  optional: boolean
  rest: boolean
}

/** What is given and what comes back. */
export interface Call {
  params: Parameter[]
  returns: TypeShape | undefined
}

export interface Declaration {
  name: string
  kind: 'function' | 'class' | 'value' | 'type'
  line: number
  doc: Doc | undefined
  /** Of a function, one for each way to call it; of a class, those of its constructor. */
  calls: Call[]
  /** Of a value: the function that made it, `unary` in `const sin = unary(…)`, or the name it repeats; of a function: the one whose result it returns. */
  from: { callee?: string; same?: string }
  /** Of a type: what it stands for. */
  type: TypeShape | undefined
  /** What a class or interface extends. */
  bases: TypeShape[]
  members: Member[]
}

export interface Member {
  name: string
  kind: 'method' | 'property' | 'constructor'
  line: number
  doc: Doc | undefined
  calls: Call[]
  type: TypeShape | undefined
  /** Where the value is kept, and not computed when it is read. */
  isField: boolean
  static: boolean
  readonly: boolean
}

/** A method that a family hangs on the tensor. */
export interface Method {
  name: string
  type: TypeShape | undefined
  doc: Doc | undefined
  line: number
}

export type Export =
  | { kind: 'local'; name: string; local: string }
  | { kind: 'from'; name: string; original: string; file: string }
  | { kind: 'star'; file: string }
  | { kind: 'namespace'; name: string; file: string }

export interface SourceFile {
  /** Below the engine's folder, with `/`. */
  path: string
  /** The comment at its head. */
  header: string[]
  declarations: Record<string, Declaration>
  exports: Export[]
  /** Local name → where it comes from; `*` for a namespace. */
  imports: Record<string, { file: string; name: string }>
  methods: Method[]
}
