/** The gradient's way back: what has arrived after so many steps, and the motion from one step to the next. */
import { make, type Drawing } from './draw.ts'
import { arrivals, type Model, type ShownEdge, type ShownNode } from './model.ts'
import type { Words } from './words.ts'

/** Long enough to follow, short enough not to wait for [ms]. */
const travelTime = 230

export interface Journey {
  readonly steps: number
  /** Steps taken. */
  readonly at: number
  /** Goes to a step; moves along the edges where it is the next one and motion is welcome. */
  go(step: number): Promise<void>
}

export function createJourney(model: Model, drawing: Drawing, words: Words): Journey {
  const stepOf = new Map(model.steps.map((step, i) => [step.node, i]))
  let at = 0
  let motion = 0
  show(0)
  return {
    steps: model.steps.length,
    get at() {
      return at
    },
    async go(step) {
      const next = Math.min(model.steps.length, Math.max(0, step))
      const isNext = next === at + 1
      at = next
      const turn = ++motion
      if (isNext && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
        show(next, model.steps[next - 1]!.sends)
        await travel(model.steps[next - 1]!.sends, () => turn === motion)
        if (turn !== motion) return
      }
      show(next)
    },
  }

  /** @param underway  edges along which the product has not arrived yet */
  function show(step: number, underway: readonly ShownEdge[] = []): void {
    const current = model.steps[step - 1]?.node
    const isPassed = (edge: ShownEdge) => (stepOf.get(edge.to) ?? Infinity) < step
    for (const [edge, { element }] of drawing.edges) {
      element.classList.toggle('passed', isPassed(edge))
      element.classList.toggle('active', edge.to === current && isPassed(edge))
    }
    for (const [node, { element, gradient }] of drawing.nodes) {
      const come = arrivals(node).filter((edge) => isPassed(edge) && !underway.includes(edge))
      gradient.textContent = arrivedText(node, come, step)
      element.classList.toggle('current', node === current)
      element.classList.toggle('visited', (stepOf.get(node) ?? Infinity) < step)
    }
    drawing.travellers.replaceChildren()
  }

  /** All of the gradient, or the products that have come so far. */
  function arrivedText(node: ShownNode, come: readonly ShownEdge[], step: number): string {
    const expected = arrivals(node).length
    if (node.isResult ? step === 0 : come.length === 0) return ''
    if (come.length >= expected) return words.gradient(node)
    const [first] = come
    return come.length === 1 && first ? `${words.part(first)} + …` : '… + …'
  }

  async function travel(sends: readonly ShownEdge[], isWanted: () => boolean): Promise<void> {
    const ways = sends.flatMap((edge) => {
      const way = drawing.edges.get(edge)?.backward
      if (!edge.tape?.product || !way?.isConnected) return []
      const text = make('text', { 'text-anchor': 'middle' }, words.part(edge))
      drawing.travellers.append(text)
      return [{ way, text, length: way.getTotalLength() }]
    })
    const start = performance.now()
    for (let part = 0; part < 1 && ways.length > 0;) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
      if (!isWanted()) return
      part = Math.min(1, Math.max(0, (now - start) / travelTime))
      for (const { way, text, length } of ways) {
        const { x, y } = way.getPointAtLength(length * part)
        text.setAttribute('x', String(x))
        text.setAttribute('y', String(y + 18))
      }
    }
  }
}
