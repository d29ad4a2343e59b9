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
  { families }: Pick<Api, 'families'>,
  isDifferentiable: (entry: Entry) => boolean,
): Missing[] {
  return families
    .flatMap(({ groups }) =>
      groups.flatMap(({ entries, description }) => entries.map((entry) => ({ entry, description }))),
    )
    .flatMap(({ entry, description }) => {
      const lacks = lacksOf(entry, description, isDifferentiable)
      return lacks.length > 0 ? [{ name: entry.name, file: entry.file, line: entry.line, lacks }] : []
    })
}

function lacksOf(entry: Entry, description: string, isDifferentiable: (entry: Entry) => boolean): Lack[] {
  const { doc, kind } = entry
  const lacks: Lack[] = []
  if (doc.summary.length === 0) lacks.push('summary')
  // A file of functions that go element by element says so once, above them all.
  if (!/element by element/.test(description) && !tellsShapes(entry)) lacks.push('shapes')
  if (
    kind !== 'value' &&
    !isError(entry) &&
    doc.examples.length === 0 &&
    entry.members.every((member) => member.doc.examples.length === 0)
  ) {
    lacks.push('example')
  }
  if (doc.gradient === '' && isDifferentiable(entry)) lacks.push('gradient')
  return lacks
}

/** Every tensor that goes in has a parameter that says something of its shape, or the summary does. */
function tellsShapes(entry: Entry): boolean {
  if (entry.kind === 'property' || entry.madeBy === 'unary') return true
  const tensors = entry.signatures.flatMap(({ params }) => params.filter(takesTensor).map(({ name }) => name))
  const documented = new Map(paramsOf(entry).map((param) => [param.name, `${param.shape} ${param.text}`]))
  const summary = entry.doc.summary.join(' ')
  return [...new Set(tensors)].every((name) => {
    const said = documented.get(name)
    return said === undefined ? speaksOfShape(summary) : speaksOfShape(said)
  })
}

/** A tensor or several; a number in a tensor's place is none. */
const takesTensor = ({ type, members, rest }: SignatureParam): boolean =>
  !members && !rest && /\bTensor\b/.test(type) && !type.includes('=>')

const speaksOfShape = (text: string): boolean =>
  /\[[^\]]*\]|\bshapes?\b|\bsizes?\b|\bbroadcasts?\b|\bdimensions?\b|\b\dd?-d\b|\bany\b|\bvectors?\b|\bmatri(?:x|ces)\b|\bone number\b|\bscalar\b|\bas x\b/i.test(
    text,
  )

const isError = ({ name }: Entry): boolean => /Error$/.test(name)
