/**
 * Sliders, choices and switches of a cell. A run says which there are; one that moves begins the next run, and stays
 * where the reader holds it: its element is kept from run to run.
 */
import type { Answer, AskEvent } from '../../run/events.ts'
import type { Cell } from '../cell.ts'
import { h, toDom } from '../node.ts'
import { answerOf, formatValue, readControl, renderControl, type Control } from './render-controls.ts'

export async function join(cell: Cell): Promise<void> {
  const texts = await cell.texts('controls')
  const place = cell.place('sliders')
  const controls = new Map<string, Control>()
  let asked = new Set<string>()
  let frame = 0
  cell.on('begin', () => (asked = new Set()))
  cell.on('ask', take)
  cell.on('end', ({ end, error }) => {
    // A run that was stopped, or failed, may not have come to all of them.
    if (end === 'done' && !error) for (const name of controls.keys()) if (!asked.has(name)) remove(name)
    place.hidden = controls.size === 0
  })
  cell.act('reset-controls', reset)
  place.addEventListener('input', ({ target }) => {
    const element = (target as Element).closest<HTMLElement>('[data-control]')
    const control = element && controls.get(element.getAttribute('name') ?? '')
    if (!element || !control) return
    cell.answers[control.name] = answerOf(control, element)
    showValue(control, cell.answers[control.name]!)
    offerReset()
    // A slider sends more than a screen shows.
    frame ||= requestAnimationFrame(() => {
      frame = 0
      void cell.run({ reason: 'answer' })
    })
  })
  // Those of the run that was proved stand in the page already.
  for (const event of publishedAsks(cell.element)) publish(event)

  /** As `take`, but its element is there, and may have been moved while this was loaded. */
  function publish(event: AskEvent): void {
    const control = readControl(event)
    const element = control && rowOf(control.name)?.querySelector<HTMLElement>('[data-control]')
    if (!control || !element) return
    controls.set(control.name, control)
    if (answerOf(control, element) !== control.data.value) element.dispatchEvent(new Event('input', { bubbles: true }))
  }

  function take(event: AskEvent): void {
    const control = readControl(event)
    if (!control) return
    asked.add(control.name)
    const before = controls.get(control.name)
    controls.set(control.name, control)
    place.hidden = false
    const isSame = before && JSON.stringify(before) === JSON.stringify(control)
    const answer = cell.answers[control.name]
    const element = rowOf(control.name)?.querySelector<HTMLElement>('[data-control]')
    // A link may have brought another value than the one that stands there; a reader's hand is not disturbed.
    const isShown = !isAnswerOf(control, answer) || (element && answerOf(control, element) === answer)
    if (isSame && element && (isShown || document.activeElement === element)) return
    const value = isAnswerOf(control, answer) ? answer : control.data.value
    const row = toDom(renderControl(control, value, `${cell.id}-control`, cell.locale), document) as HTMLElement
    const there = rowOf(control.name)
    if (there) there.replaceWith(row)
    else place.insertBefore(row, resetButton(false))
    offerReset()
  }

  function remove(name: string): void {
    controls.delete(name)
    rowOf(name)?.remove()
    offerReset()
  }

  function reset(): void {
    for (const control of controls.values()) {
      delete cell.answers[control.name]
      const element = rowOf(control.name)?.querySelector<HTMLElement>('[data-control]')
      const row = toDom(
        renderControl(control, control.data.value, `${cell.id}-control`, cell.locale),
        document,
      ) as HTMLElement
      element?.closest('[data-name]')?.replaceWith(row)
    }
    place.querySelector<HTMLElement>('[data-control]')?.focus({ preventScroll: true })
    offerReset()
    void cell.run({ reason: 'answer' })
  }

  function showValue(control: Control, value: Answer): void {
    if (control.kind !== 'slider') return
    const text = formatValue(control.data, value as number, cell.locale)
    const row = rowOf(control.name)
    row?.querySelector('input')?.setAttribute('aria-valuetext', text)
    const output = row?.querySelector('output')
    if (output) output.textContent = text
  }

  /** Only where there is something to take back. */
  function offerReset(): void {
    const moved = [...controls.values()].some(({ name, data }) => {
      const answer = cell.answers[name]
      return answer !== undefined && answer !== data.value
    })
    const button = resetButton(moved)
    if (button) button.hidden = !moved
  }

  function resetButton(make: boolean): HTMLElement | null {
    const found = place.querySelector<HTMLElement>('[data-action="reset-controls"]')
    if (found || !make) return found
    const text = texts.reset ?? ''
    const button = toDom(
      h('button', { type: 'button', 'data-action': 'reset-controls' }, text),
      document,
    ) as HTMLElement
    place.append(button)
    return button
  }

  function rowOf(name: string): HTMLElement | undefined {
    return [...place.children].find((row) => (row as HTMLElement).dataset.name === name) as HTMLElement | undefined
  }
}

function isAnswerOf(control: Control, answer: Answer | undefined): answer is Answer {
  if (control.kind === 'choice') return answer !== undefined && control.data.values.includes(answer)
  return typeof answer === typeof control.data.value
}

function publishedAsks(element: HTMLElement): AskEvent[] {
  return JSON.parse(element.dataset.controls ?? '[]') as AskEvent[]
}
