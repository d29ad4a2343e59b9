/**
 * *Predict, then run*: the page asks for a number before the run (`predict` of the fence) and says afterwards whether it was
 * right, or what was probably missed. A field left empty is no prediction. Nothing is kept.
 */
import { Numbers } from '../graph/numbers.ts'
import type { Cell } from '../cell.ts'
import { h, toDom } from '../node.ts'
import { fill } from '../strings.ts'
import { judge, type Verdict } from './judge.ts'
import { decimalMark, readNumber, type ReadNumber } from './read-number.ts'

/** Digits of a number that is told: those of a float32. */
const digits = 7

export async function join(cell: Cell): Promise<void> {
  const place = cell.place('prediction')
  const fields = [...place.querySelectorAll<HTMLInputElement>('input')]
  const texts = await cell.texts('predict')
  const numbers = new Numbers(cell.locale)
  const decimal = decimalMark(cell.locale)
  const one = (value: number) => numbers.one(value, digits)
  const say = (key: string, values: Readonly<Record<string, string>> = {}) => fill(texts[key] ?? '', values)
  let given: { path: string; text: string; read: ReadNumber | undefined }[] = []

  for (const field of fields) {
    field.addEventListener('input', () => echo(field))
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      if (!field.value.trim() || readNumber(field.value, decimal)) void cell.run()
    })
  }

  cell.on('begin', () => {
    // From now on what the run gives stands there.
    cell.element.dataset.predicted = ''
    given = fields.map(({ name, value }) => ({ path: name, text: value.trim(), read: readNumber(value, decimal) }))
  })
  cell.on('end', ({ end, error, variables }) => {
    const isOver = end === 'done' && !error
    for (const { path, text, read } of given) {
      const lines = !isOver || !text ? [] : read ? tell(path, text, read, judge(path, read, variables)) : [unread(text)]
      answer(path).replaceChildren(...lines.map((line) => toDom(h('p', {}, line), document)))
    }
  })

  /** Says how a number is understood while it is written. */
  function echo(field: HTMLInputElement): void {
    const text = field.value.trim()
    const read = readNumber(text, decimal)
    field.setAttribute('aria-invalid', String(text !== '' && !read))
    const line = !text ? '' : read ? say('understood', { value: one(read.value) }) : ''
    answer(field.name).replaceChildren(...(line ? [toDom(h('p', { class: 'echo' }, line), document)] : []))
  }

  function tell(path: string, text: string, read: ReadNumber, verdict: Verdict): string[] {
    if (verdict.kind === 'missing') return [say('missing', { name: path })]
    const values = { name: path, value: one(verdict.actual), guess: one(verdict.guess) }
    const reading = read.otherwise === undefined ? [] : [say('reading', { text, guess: values.guess })]
    if (verdict.kind === 'right') return [say(verdict.isExact ? 'right' : 'rightToDigits', values), ...reading]
    const { slip, isSignWrong } = verdict
    const other = slip && 'name' in slip ? slip.name : ''
    const factor = slip && 'factor' in slip ? one(slip.factor) : ''
    const size = numbers.one(Math.abs(verdict.guess), digits)
    return [
      say('wrong', values),
      ...(isSignWrong ? [say(slip ? 'signToo' : 'sign')] : []),
      ...(slip ? [say(slip.kind, { ...values, other, factor, ...(isSignWrong && { guess: size }) })] : []),
      ...reading,
    ]
  }

  function unread(text: string): string {
    return say('unread', { text, examples: ['−24', one(0.5), '1/2', '1e-3'].join('\u2002') })
  }

  function answer(path: string): HTMLElement {
    return place.querySelector<HTMLElement>(`[data-answer="${CSS.escape(path)}"]`)!
  }
}
