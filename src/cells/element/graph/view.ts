/** Moving about in a drawing that is larger than its place: by wheel, by drag, by two fingers, by keyboard. */

export interface View {
  /** All of it at once, no larger than it was drawn. */
  fit(): void
  /** As large as it can be read, the result in sight. */
  home(): void
  zoom(factor: number, at?: Point): void
  pan(dx: number, dy: number): void
  /** Brings a place of the drawing into sight. */
  reveal(at: Point): void
}

interface Point {
  x: number
  y: number
}

const [smallest, largest] = [0.1, 3]
/** Text this much smaller than it was drawn can just be read. */
const readable = 0.8

/**
 * @param frame  shows a part of the drawing
 * @param scene  the drawing, moved and scaled by its `transform`
 * @param size   of the drawing
 * @param end    where the result stands
 * @param flow   which way leads to it
 */
export function createView(
  frame: SVGSVGElement,
  scene: SVGGElement,
  size: { width: number; height: number },
  end: Point,
  flow: 'across' | 'down',
): View {
  let [x, y, scale] = [0, 0, 1]
  const fingers = new Map<number, Point>()

  const paint = () => {
    const { width, height } = box()
    x = within(x, width, size.width * scale)
    y = within(y, height, size.height * scale)
    scene.setAttribute('transform', `translate(${round(x)} ${round(y)}) scale(${round(scale)})`)
    frame.classList.toggle('larger', size.width * scale > width + 1 || size.height * scale > height + 1)
  }
  const box = () => frame.getBoundingClientRect()
  const fitting = () => {
    const { width, height } = box()
    return Math.min(1, width / size.width, height / size.height)
  }
  const middle = () => ({ x: box().width / 2, y: box().height / 2 })

  const view: View = {
    fit() {
      scale = fitting()
      const { width, height } = box()
      x = (width - size.width * scale) / 2
      y = (height - size.height * scale) / 2
      paint()
    },
    home() {
      scale = Math.max(fitting(), Math.min(1, readable))
      if (fitting() >= readable) return view.fit()
      const { width, height } = box()
      const [left, top] = flow === 'across' ? [width - Math.min(80, width / 4), height / 2] : [width / 2, height - 60]
      x = left - end.x * scale
      y = top - end.y * scale
      paint()
    },
    zoom(factor, at = middle()) {
      const next = Math.min(largest, Math.max(Math.min(smallest, fitting()), scale * factor))
      x = at.x - ((at.x - x) * next) / scale
      y = at.y - ((at.y - y) * next) / scale
      scale = next
      paint()
    },
    pan(dx, dy) {
      x += dx
      y += dy
      paint()
    },
    reveal(at) {
      const { width, height } = box()
      const [left, top] = [x + at.x * scale, y + at.y * scale]
      const [mx, my] = [Math.min(90, width / 3), Math.min(60, height / 3)]
      x += Math.max(0, mx - left) - Math.max(0, left - (width - mx))
      y += Math.max(0, my - top) - Math.max(0, top - (height - my))
      paint()
    },
  }

  frame.addEventListener(
    'wheel',
    (event) => {
      // A plain wheel scrolls the page; sideways it moves the drawing, where there is more of it.
      if (event.ctrlKey || event.metaKey) view.zoom(Math.exp(-event.deltaY / 300), place(event))
      else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) view.pan(-event.deltaX, 0)
      else return
      event.preventDefault()
    },
    { passive: false },
  )
  frame.addEventListener('pointerdown', (event) => {
    if (event.button === 0) fingers.set(event.pointerId, place(event))
  })
  frame.addEventListener('pointermove', (event) => {
    const before = fingers.get(event.pointerId)
    if (!before) return
    const now = place(event)
    // A click that trembles is no drag.
    if (fingers.size === 1 && distance(before, now) < 4 && !frame.hasPointerCapture(event.pointerId)) return
    frame.setPointerCapture(event.pointerId)
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
    if (other) view.zoom(distance(now, other) / Math.max(1, distance(before, other)), center(now, other))
    view.pan((now.x - before.x) / fingers.size, (now.y - before.y) / fingers.size)
    fingers.set(event.pointerId, now)
  })
  for (const end of ['pointerup', 'pointercancel'] as const) {
    frame.addEventListener(end, (event) => void fingers.delete(event.pointerId))
  }
  new ResizeObserver(paint).observe(frame)
  return view

  function place({ clientX, clientY }: MouseEvent): Point {
    const { left, top } = box()
    return { x: clientX - left, y: clientY - top }
  }
}

/** What fits stays inside; what does not always covers the middle. */
function within(at: number, room: number, size: number): number {
  if (size <= room) return Math.min(room - size, Math.max(0, at))
  return Math.min(room / 2, Math.max(room / 2 - size, at))
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)
const center = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
const round = (value: number): number => Math.round(value * 1000) / 1000
