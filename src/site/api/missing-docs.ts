/** What a docstring of the engine still lacks, by the house's own list. */
import { paramsOf, type Api, type Entry } from './load-api.ts'
import type { SignatureParam } from './signature.ts'

export type Lack = 'summary' | 'shapes' | 'example' | 'gradient'

export interface Missing {
  name: string
  file: string
  line: number
  lacks: Lack[]
}

/** @param isDifferentiable  whether a gradient flows through it, which only running it can tell */
export function missingDocs(
  { families, byName, methods }: Pick<Api, 'families' | 'byName' | 'methods'>,
  isDifferentiable: (entry: Entry) => boolean,
): Missing[] {
  return families
    .flatMap(({ groups }) =>
      groups.flatMap(({ entries, description }) => entries.map((entry) => ({ entry, description }))),
    )
    .flatMap(({ entry, description }) => {
      const lacks = lacksOf(
        entry,
        description,
        isDifferentiable,
        (name) => byName.has(name) || byName.has(`functional.${name}`) || methods.has(name),
      )
      return lacks.length > 0 ? [{ name: entry.name, file: entry.file, line: entry.line, lacks }] : []
    })
}

function lacksOf(
  entry: Entry,
  description: string,
  isDifferentiable: (entry: Entry) => boolean,
  isName: (name: string) => boolean,
): Lack[] {
  const { doc, kind } = entry
  // "As `lpPool1d`, for images": what is said there holds here.
  const summary = doc.summary.join(' ')
  const [, other] = /^`(\w+)`|(?:\b[Aa]s|\bname of|\bsame as) `(\w+)`/.exec(summary)?.filter(Boolean) ?? []
  const refers = other !== undefined && isName(other)
  const lacks: Lack[] = []
  if (doc.summary.length === 0) lacks.push('summary')
  // A file of functions that go element by element says so once, above them all.
  if (!refers && !/element by element/.test(description) && !tellsShapes(entry)) lacks.push('shapes')
  const examples = [doc, ...entry.members.map((member) => member.doc)].flatMap((one) => one.examples)
  if (kind !== 'value' && !isError(entry) && examples.length === 0) lacks.push('example')
  const givesTensors = entry.signatures.some(({ returns }) => returns === '' || /\bTensor\b|Indices|this/.test(returns))
  if (!refers && doc.gradient === '' && givesTensors && isDifferentiable(entry)) lacks.push('gradient')
  return lacks
}

/** The tensors that go in have parameters that say something of their shapes, or the summary does. */
function tellsShapes(entry: Entry): boolean {
  if (entry.kind === 'property' || entry.madeBy === 'unary') return true
  const tensors = new Set(entry.signatures.flatMap(({ params }) => params.filter(takesTensor).map(({ name }) => name)))
  if (tensors.size === 0 || speaksOfShape(entry.doc.summary.join(' '))) return true
  const documented = paramsOf(entry).filter(({ name }) => tensors.has(name.replace(/^options\./, '')))
  return documented.some(({ shape, text }) => speaksOfShape(`${shape} ${text}`))
}

/** A tensor or several; a number in a tensor's place is none. */
const takesTensor = ({ type, members, rest }: SignatureParam): boolean =>
  !members && !rest && /\bTensor\b/.test(type) && !type.includes('=>')

const speaksOfShape = (text: string): boolean =>
  /\[[^\]]*\]|\b(?:shapes?|sizes?|broadcasts?|broadcasting|dimensions?|\d-d|any|vectors?|matri(?:x|ces)|tensors?|scalars?)\b/i.test(
    text,
  )

const isError = ({ name }: Entry): boolean => /Error$/.test(name)
