/** Nodes waiting for `backward`, the latest first: a binary heap by serial number. */
import type { GradNode } from './node.ts'

export class NodeQueue {
  readonly #heap: GradNode[] = []

  push(node: GradNode): void {
    const heap = this.#heap
    let i = heap.length
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (heap[parent]!.serial >= node.serial) break
      heap[i] = heap[parent]!
      i = parent
    }
    heap[i] = node
  }

  pop(): GradNode | undefined {
    const heap = this.#heap
    const top = heap[0]
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return top
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && heap[child + 1]!.serial > heap[child]!.serial) child++
      if (last.serial >= heap[child]!.serial) break
      heap[i] = heap[child]!
      i = child
    }
    heap[i] = last
    return top
  }
}
