/**
 * The core of the engine, which most cells run on, made from the same files as the whole: without methods that
 * `engine/core/methods.ts` does not name, and without errors, which are some of the text of every function. Where the
 * core would raise one, it asks for the whole engine instead (`engine/core/wanting.ts`), and the run begins again there.
 * What then nobody uses, the bundler leaves out.
 */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAst, type Plugin } from 'vite'
import { coreMethods, withoutBody } from '../../engine/core/methods.ts'

const engine = fileURLToPath(new URL('../../engine/', import.meta.url))
const wanting = fileURLToPath(new URL('../../engine/core/wanting.ts', import.meta.url))

export function engineCore(): Plugin {
  return {
    name: 'engine-core',
    enforce: 'pre',
    transform: (code, id) => (id.startsWith(engine) && id.endsWith('.ts') ? reduceToCore(code) : undefined),
  }
}

const virtualModule = 'virtual:engine-names'

/** `virtual:engine-names`: what the whole has beyond the core, for the page that chooses and the worker that asks. */
export function engineNames(): Plugin {
  return {
    name: 'engine-names',
    resolveId: (id) => (id === virtualModule ? `\0${virtualModule}` : undefined),
    load(id) {
      if (id !== `\0${virtualModule}`) return undefined
      const { names, methods } = namesOfWhole()
      return `export const wholeNames = ${JSON.stringify(names.join(' '))}
export const wholeMethods = ${JSON.stringify(methods.join(' '))}
`
    },
  }
}

/** What the whole engine has and its core lacks. */
export function namesOfWhole(): { names: string[]; methods: string[] } {
  const core = namespacesOf('core.ts')
  // `linalg.matmul`, or a keyword, is no word to go by: the run finds out.
  const ambiguous = new Set([...Object.values(core).flat(), ...coreMethods, 'var', 'type', 'any'])
  const methods = allMethods().filter((name) => !coreMethods.has(name))
  const names = new Set([...Object.values(namespacesOf('index.ts')).flat(), ...methods])
  return { names: [...names].filter((name) => !ambiguous.has(name)).sort(), methods: methods.sort() }
}

/** By path ('' for the barrel itself, 'nn.init'), the names in a barrel and the barrels in it; namespaces are no names. */
function namespacesOf(file: string, path = ''): Record<string, string[]> {
  const names: string[] = []
  const inner: Record<string, string[]> = {}
  for (const node of (parseAst(readFileSync(join(engine, file), 'utf8'), { lang: 'ts' }) as Node).body) {
    if (node.type === 'ExportAllDeclaration') {
      const name = node.exported.name as string
      Object.assign(inner, namespacesOf(join(dirname(file), node.source.value), path ? `${path}.${name}` : name))
    } else if (node.type === 'ExportNamedDeclaration' && node.exportKind !== 'type') {
      const shown = node.specifiers.filter((specifier: Node) => specifier.exportKind !== 'type')
      names.push(...shown.map((specifier: Node) => specifier.exported.name as string))
    }
  }
  return { [path]: names, ...inner }
}

type Cut = [start: number, end: number, text: string]

/** One file of the engine as the core has it; undefined where that is no change. */
export function reduceToCore(code: string): string | undefined {
  const tree: Node = parseAst(code, { lang: 'ts' })
  const cuts: Cut[] = callsForConstants(tree).map(({ start }) => [start, start, '/* @__PURE__ */ '])
  visit(tree, (node) => {
    const cut = methodsCut(code, node) ?? errorCut(node) ?? wordingCut(node) ?? bodyCut(node)
    if (cut) cuts.push(cut)
    return !cut
  })
  if (cuts.length === 0) return undefined
  let result = code
  cuts.sort(([a, endA], [b, endB]) => a - b || endA - endB)
  for (const [start, end, text] of cuts.reverse()) result = result.slice(0, start) + text + result.slice(end)
  return `${result}\nimport { raise as $raise, wanting as $wanting } from ${JSON.stringify(wanting)}\n`
}

/** Calls that make the constants of a file: operations, and parts of them. What nobody uses of them may be left out. */
function callsForConstants({ body }: Node): Node[] {
  const calls: Node[] = []
  for (const statement of body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declared?.type !== 'VariableDeclaration' || declared.kind !== 'const') continue
    visit(declared.declarations, (node) => {
      if (node.type === 'CallExpression' || node.type === 'NewExpression') calls.push(node)
      return !/Function/.test(node.type)
    })
  }
  return calls
}

// A tree of the parser: its types would say more than is read here.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Node = any

const errors = /^(?:Engine|Argument|Dtype|Grad|Index|Shape)Error$/

/** An error that is made, whether here or by a function that makes errors; or a call of a function that always throws. */
function errorCut(node: Node): Cut | undefined {
  if (node.type === 'NewExpression' && errors.test(node.callee.name)) return [node.start, node.end, '$wanting()']
  if (node.type === 'ThrowStatement' && node.argument.type !== 'Identifier')
    return [node.argument.start, node.argument.end, '$wanting()']
  const returned = node.type === 'CallExpression' && helpers().get(node.callee.name)?.returns
  if (returned === 'error') return [node.start, node.end, '$wanting()']
  return returned === 'never' ? [node.start, node.end, '$raise()'] : undefined
}

/** PyTorch's wording, given to a function that may raise an error. */
function wordingCut(node: Node): Cut | undefined {
  if (node.type !== 'CallExpression') return undefined
  const at = helpers().get(node.callee.name)?.torch ?? -1
  const argument = node.arguments[at]
  if (!argument) return undefined
  return at === node.arguments.length - 1
    ? [node.arguments[at - 1]?.end ?? argument.start, argument.end, '']
    : [argument.start, argument.end, '""']
}

interface Helper {
  returns: 'error' | 'never' | undefined
  /** The place of a parameter `torch`, or −1. */
  torch: number
}

let known: Map<string, Helper> | undefined

/** Functions of the engine that make, throw or word errors; of those that share a name, only such as are alike. */
function helpers(): ReadonlyMap<string, Helper> {
  if (known) return known
  const found = new Map<string, Helper[]>()
  for (const tree of trees()) {
    visit(tree, (node) => {
      const made = node.type === 'VariableDeclarator' ? node.init : node
      if (!/^(?:FunctionDeclaration|ArrowFunctionExpression|FunctionExpression)$/.test(made?.type) || !node.id)
        return true
      const helper = {
        returns: returnedBy(made),
        torch: made.params.findIndex((parameter: Node) => nameOf(parameter) === 'torch'),
      }
      found.set(node.id.name, [...(found.get(node.id.name) ?? []), helper])
      return true
    })
  }
  const alike = [...found].filter(([, all]) => new Set(all.map((helper) => JSON.stringify(helper))).size === 1)
  return (known = new Map(alike.map(([name, [helper]]) => [name, helper!])))
}

/** Each file of the engine. */
const trees = (): Node[] =>
  globSync('**/*.ts', { cwd: engine, exclude: ['**/assembly/**'] }).map((file) =>
    parseAst(readFileSync(join(engine, file), 'utf8'), { lang: 'ts' }),
  )

function allMethods(): string[] {
  const names = new Set<string>()
  for (const tree of trees()) {
    visit(tree, (node) => {
      for (const { key } of methodsOf(node)?.properties ?? []) names.add(key.name + methodsOf(node)!.suffix)
      return true
    })
  }
  return [...names]
}

const nameOf = (parameter: Node): string | undefined => (parameter.left ?? parameter).name

function returnedBy({ returnType, body }: Node): Helper['returns'] {
  const type = returnType?.typeAnnotation
  const only = body.type === 'BlockStatement' && body.body.length === 1 && body.body[0].type
  if (type?.type === 'TSNeverKeyword' || only === 'ThrowStatement') return 'never'
  const makesError = body.type === 'NewExpression' && errors.test(body.callee.name)
  return makesError || errors.test(type?.typeName?.name) ? 'error' : undefined
}

/** `methods({ … })` or `inPlaceMethods({ … })`, with those of the core only. */
function methodsCut(code: string, node: Node): Cut | undefined {
  const found = methodsOf(node)
  if (!found) return undefined
  const left = found.properties.filter(({ key }) => coreMethods.has(key.name + found.suffix))
  const texts = left.map(({ start, end }) => code.slice(start, end))
  return [node.start, node.end, texts.length > 0 ? `${node.callee.name}({ ${texts.join(', ')} })` : '0']
}

function methodsOf(node: Node): { properties: Node[]; suffix: string } | undefined {
  if (node.type !== 'CallExpression' || !/^(?:methods|inPlaceMethods)$/.test(node.callee.name)) return undefined
  return { properties: node.arguments[0].properties, suffix: node.callee.name === 'methods' ? '' : '_' }
}

/** What a function does that the core has by name only: it asks for the whole. */
function bodyCut(node: Node): Cut | undefined {
  if (node.type === 'ClassDeclaration') {
    for (const member of node.body.body) if (member.key) member.longName = `${node.id.name}.${member.key.name}`
  }
  const name = node.type === 'FunctionDeclaration' ? node.id?.name : node.longName
  const body = node.type === 'FunctionDeclaration' ? node.body : node.value?.body
  return body && withoutBody.has(name) ? [body.start, body.end, '{ throw $wanting() }'] : undefined
}

/** Each node, outer ones first; `see` says whether to look inside. */
function visit(node: Node, see: (node: Node) => boolean): void {
  if (Array.isArray(node)) return node.forEach((one) => visit(one, see))
  if (typeof node !== 'object' || node === null) return
  if (typeof node.type === 'string' && !see(node)) return
  for (const value of Object.values(node)) visit(value, see)
}
