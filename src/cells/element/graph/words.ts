/** What the graph says, in the reader's language: names, numbers, sentences. */
import type { TapeNumbers } from '../../run/tape-numbers.ts'
import { fill } from '../strings.ts'
import { arrivals, gradientOf, type ShownEdge, type ShownNode, type Step } from './model.ts'
import type { Numbers } from './numbers.ts'
import { callOf, message, nameless, signOf, slopeOf } from './operations.ts'

export type Texts = Readonly<Record<string, string>>

/** A difference this small, beside the gradient, is one of rounding: values are float32. */
const tolerance = { relative: 2e-3, absolute: 2e-5 }

export class Words {
  readonly #texts: Texts
  readonly numbers: Numbers

  constructor(texts: Texts, numbers: Numbers) {
    this.#texts = texts
    this.numbers = numbers
  }

  say(key: string, values: Readonly<Record<string, string>> = {}): string {
    return fill(this.#texts[key] ?? '', values)
  }

  /** In its node: `w`, `×`, `10`. */
  title({ tape, hidden }: ShownNode): string {
    if (!tape) return `+ ${this.numbers.one(hidden, 15)}`
    if (tape.kind === 'operation') return signOf(tape.name, tape.settings)
    if (tape.variable) return tape.variable
    const value = tape.value
    if (value?.count === 1) return this.numbers.one(value.numbers[0]!)
    return this.numbers.shape(tape.shape)
  }

  /** In a sentence: `w`, `loss`, `sub (−)`. */
  name(node: ShownNode): string {
    const { tape } = node
    if (!tape) return this.say('hidden', { count: this.numbers.one(node.hidden, 15) })
    const title = this.title(node)
    if (tape.kind !== 'operation') return title
    const call = callOf(tape.name)
    return tape.variable ?? (call === title || title.includes('(') ? call : `${call}\u00a0(${title})`)
  }

  /** For the table and details: what kind of node it is. */
  operation({ tape }: ShownNode): string {
    if (!tape) return ''
    return tape.kind === 'operation' ? callOf(tape.name) : this.say(tape.kind)
  }

  value({ tape }: ShownNode): string {
    if (!tape?.value || (tape.kind === 'constant' && !tape.variable && tape.value.count === 1)) return ''
    return this.numbers.tensor(tape.value, { most: 3 })
  }

  gradient(node: ShownNode): string {
    const gradient = gradientOf(node)
    return gradient ? this.numbers.tensor(gradient, { most: 3 }) : ''
  }

  /** What comes back along one edge. */
  part({ tape }: ShownEdge): string {
    return tape?.product ? this.numbers.tensor(tape.product, { most: 3 }) : ''
  }

  /** The slope of an edge, as it stands there: `· 3`. */
  factor({ tape }: ShownEdge): string {
    return tape?.local?.count === 1 ? `· ${this.numbers.factor(tape.local.numbers[0]!)}` : ''
  }

  /** `x = 3`, `2 · (−4) = −8`, `· Wᵀ`; empty where no formula is short and the slope is not one number an element. */
  slope({ tape, from, to }: ShownEdge): string {
    if (!tape || !to.tape) return ''
    const names = to.inputs.map(({ from: input }) => this.#operand(input))
    const input = to.inputs[0]?.from.tape?.value
    const formula = slopeOf(to.tape.name, tape.input, {
      names,
      result: this.#operand(to, ''),
      settings: to.tape.settings,
      number: (value) => this.numbers.one(value),
      share: Math.max(1, Math.round((from.tape?.value?.count ?? 1) / (to.tape.value?.count ?? 1))),
      input: input?.count === 1 ? input.numbers[0] : undefined,
    })
    const value = tape.local && this.numbers.tensor(tape.local)
    if (!value || tape.local?.count !== 1) return formula || value || ''
    const bare = value.startsWith('(') ? value : this.numbers.factor(tape.local.numbers[0]!)
    return !formula || formula === value || formula === bare ? value : `${formula} = ${value}`
  }

  /** `−8 · 3 = −24`, or the product alone. */
  product({ tape, to }: ShownEdge): string {
    const { numbers } = this
    const [gradient, local, product] = [gradientOf(to), tape?.local, tape?.product]
    if (!product) return ''
    if (gradient?.count !== 1 || local?.count !== 1 || product.count !== 1) return this.told(product)
    const [g, l, p] = [gradient.numbers[0]!, local.numbers[0]!, product.numbers[0]!]
    const sign = l === 1 ? '=' : numbers.sign(g, l, p)
    return `${numbers.one(g)} · ${numbers.factor(l)} ${sign} ${numbers.one(p)}`
  }

  /** `3 + 3 + 1 = 7` of a node where paths meet; empty for others. */
  sum(node: ShownNode): string {
    const { numbers } = this
    const products = arrivals(node).map(({ tape }) => tape!.product!)
    const total = gradientOf(node)
    if (products.length < 2 || !total) return ''
    if (total.count !== 1) return this.told(total)
    const parts = products.map((product) => product.numbers[0]!)
    const terms = parts.length > 8 ? [...parts.slice(0, 7), undefined, parts.at(-1)] : parts
    const written = terms.map((part, i) =>
      part === undefined ? '…' : i === 0 ? numbers.one(part) : numbers.factor(part),
    )
    return `${written.join(' + ')} ${numbers.sign(...parts, total.numbers[0]!)} ${numbers.one(total.numbers[0]!)}`
  }

  /** What happens at one step, in sentences. */
  step({ node, sends }: Step): string[] {
    const name = this.name(node)
    if (!node.tape) return [this.say('passHidden', { count: this.numbers.one(node.hidden, 15) })]
    const arriving = gradientOf(node)
    const gradient = arriving ? this.told(arriving) : ''
    const lines: string[] = []
    const sum = this.sum(node)
    if (node.isResult) lines.push(this.say('start', { node: name, gradient }))
    else if (sum) {
      const count = this.numbers.one(arrivals(node).length)
      lines.push(this.say('meet', { node: name, count, sum }))
    } else if (node.tape.kind === 'operation') lines.push(this.say('arrive', { node: name, gradient }))
    for (const edge of sends) {
      const values = { node: name, input: this.name(edge.from), slope: this.slope(edge), product: this.product(edge) }
      const key = values.slope.includes(message) ? 'passMatrix' : values.slope ? 'pass' : 'passByRule'
      lines.push(this.say(key, values))
    }
    if (node.tape.kind === 'leaf') {
      lines.push(this.say('home', { node: name, gradient }))
      const check = this.check(node)
      if (check) lines.push(check)
    }
    return lines
  }

  /** A few numbers, or the shape and the norm of many, in a sentence. */
  told(of: TapeNumbers): string {
    if (of.count === 1 || of.count <= 4) return this.numbers.tensor(of)
    return this.say('tensor', { shape: this.numbers.shape(of.shape), norm: this.numbers.one(of.norm, 3) })
  }

  /** How a gradient compares with finite differences; empty where it was not compared. */
  check({ tape, ...node }: ShownNode): string {
    const { numbers } = this
    const check = tape?.check
    if (!tape || !check) return ''
    const values = {
      checked: numbers.one(check.checked, 15),
      elements: numbers.one(check.elements, 15),
      estimate: numbers.list(check.estimates.slice(0, 4), 6).slice(1, -1),
      error: numbers.one(check.error, 2),
    }
    const key = this.agrees({ tape, ...node }) ? 'agrees' : 'differs'
    if (check.elements === 1) return this.say(key, values)
    return this.say(check.checked === check.elements ? `${key}All` : `${key}Some`, values)
  }

  agrees(node: ShownNode): boolean {
    const { tape } = node
    const norm = largest(gradientOf(node), tape?.check?.estimates)
    return !tape?.check || tape.check.error <= tolerance.absolute + tolerance.relative * norm
  }

  /** All of a node in a line, for who does not see the drawing. */
  label(node: ShownNode): string {
    if (!node.tape) return this.name(node)
    const parts = [this.name(node), this.operation(node)]
    const value = this.value(node)
    const gradient = this.gradient(node)
    if (value) parts.push(`${this.say('value')} ${value}`)
    if (gradient) parts.push(`${this.say('gradient')} ${gradient}`)
    return parts.filter((part, i) => part && parts.indexOf(part) === i).join(', ')
  }

  /** An operand in a formula: its name, or its number. */
  #operand(node: ShownNode, otherwise = nameless): string {
    const { tape } = node
    if (!tape) return otherwise
    if (tape.variable) return tape.variable
    return tape.value?.count === 1 ? this.numbers.factor(tape.value.numbers[0]!) : otherwise
  }
}

function largest(numbers: TapeNumbers | undefined, estimates: readonly number[] = []): number {
  return Math.max(0, ...[...(numbers?.numbers ?? []), ...estimates].map(Math.abs).filter(Number.isFinite))
}
