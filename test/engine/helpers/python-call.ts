/** A PyTorch constructor as Python writes it, run on the engine: keyword arguments become one last object. */
import * as engine from './engine.ts'

const camel = (name: string): string => name.replace(/_([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** The parts of a text between commas that stand in no bracket and no string. */
function parts(text: string): string[] {
  const found = ['']
  let depth = 0
  let quote = ''
  for (const c of text) {
    if (quote !== '') quote = c === quote ? '' : quote
    else if (c === "'" || c === '"') quote = c
    else if ('([{'.includes(c)) depth++
    else if (')]}'.includes(c)) depth--
    if (c === ',' && depth === 0 && quote === '') found.push('')
    else found[found.length - 1] += c
  }
  return found.map((part) => part.trim()).filter((part) => part !== '')
}

/** `nn.Linear(2, 3, bias=False)` as `new nn.Linear(2, 3, { bias: false })`. */
export function toTypeScript(python: string): string {
  const text = python.trim()
  if (text === 'True' || text === 'False') return text.toLowerCase()
  if (text === 'None') return 'null'
  const call = /^([\w.]+)\((.*)\)$/s.exec(text)
  if (call !== null) {
    const all = parts(call[2]!)
    const isNamed = (part: string): boolean => /^\w+=/.test(part)
    const named = all.filter(isNamed).map((part) => {
      const at = part.indexOf('=')
      return `${camel(part.slice(0, at))}: ${toTypeScript(part.slice(at + 1))}`
    })
    const args = [
      ...all.filter((part) => !isNamed(part)).map(toTypeScript),
      ...(named.length > 0 ? [`{ ${named.join(', ')} }`] : []),
    ]
    const name = call[1]!.replace('torch.', '').replace('nn.init.', 'nn.init.')
    return `${/\.[A-Z]/.test(name) ? 'new ' : ''}${name.split('.').map(camel).join('.')}(${args.join(', ')})`
  }
  const list = /^[[(](.*)[\])]$/s.exec(text)
  if (list !== null) return `[${parts(list[1]!).map(toTypeScript).join(', ')}]`
  return text
}

/** The value of a Python call, with more names in scope. */
export function evaluate<T>(python: string, scope: Record<string, unknown> = {}): T {
  const names = { nn: engine.nn, tensor: engine.tensor, ...scope }
  return new Function(...Object.keys(names), `return ${toTypeScript(python)}`)(...Object.values(names)) as T
}
