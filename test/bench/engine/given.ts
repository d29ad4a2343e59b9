/** Parameters and data of each workload: the same numbers for every engine, drawn by a generator that needs no engine. */
import type { Given, Numbers, WorkName } from './works.ts'

/** 32-bit xorshift: whole numbers only, so the same everywhere. Source: Marsaglia 2003. */
function createDraw(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 8) / 2 ** 24
  }
}

export function giveNumbers(work: WorkName): Given {
  const draw = createDraw(20261127)
  const fill = (shape: readonly number[], next: () => number): Numbers => ({
    shape,
    data: Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, next),
  })
  const uniform = (bound: number, ...shape: number[]) => fill(shape, () => (2 * draw() - 1) * bound)
  const classes = (count: number, ...shape: number[]) => fill(shape, () => Math.floor(draw() * count))
  const constant = (value: number, ...shape: number[]) => fill(shape, () => value)
  /** PyTorch's bounds for a layer that sums over `inputs`. */
  const layer = (name: string, inputs: number, ...shape: number[]) => ({
    [`${name}.weight`]: uniform(1 / Math.sqrt(inputs), ...shape),
    [`${name}.bias`]: uniform(1 / Math.sqrt(inputs), shape[0]!),
  })
  const linear = (name: string, inputs: number, outputs: number) => layer(name, inputs, outputs, inputs)
  const norm = (name: string, width: number) => ({
    [`${name}.weight`]: constant(1, width),
    [`${name}.bias`]: constant(0, width),
  })

  switch (work) {
    case 'W0':
      return { w: constant(2), x: constant(3) }
    case 'W1': {
      const x = uniform(1, 100, 2)
      // Inside or outside a circle: 1 or −1.
      const side = (i: number) => (x.data[2 * i]! ** 2 + x.data[2 * i + 1]! ** 2 < 0.5 ? 1 : -1)
      const y = { shape: [100, 1], data: Float32Array.from({ length: 100 }, (_, i) => side(i)) }
      return { x, y, ...linear('0', 2, 16), ...linear('2', 16, 16), ...linear('4', 16, 1) }
    }
    case 'W2':
      return { x: uniform(1, 64, 784), y: classes(10, 64), ...linear('0', 784, 128), ...linear('2', 128, 10) }
    case 'W3':
      return {
        x: uniform(1, 32, 1, 28, 28),
        y: classes(10, 32),
        ...layer('0', 9, 8, 1, 3, 3),
        ...layer('3', 72, 16, 8, 3, 3),
        ...linear('7', 400, 10),
      }
    case 'W4': {
      const block = (at: string) => ({
        ...norm(`${at}.norm1`, 64),
        ...linear(`${at}.qkv`, 64, 192),
        ...linear(`${at}.out`, 64, 64),
        ...norm(`${at}.norm2`, 64),
        ...linear(`${at}.up`, 64, 256),
        ...linear(`${at}.down`, 256, 64),
      })
      return {
        x: classes(64, 8, 32),
        y: classes(64, 8, 32),
        'tokens.weight': uniform(1, 64, 64),
        'positions.weight': uniform(1, 32, 64),
        ...block('blocks.0'),
        ...block('blocks.1'),
        ...norm('norm', 64),
        ...linear('head', 64, 64),
      }
    }
    default: {
      const size = Number(work.slice('W5-'.length))
      return { a: uniform(1, size, size), b: uniform(1, size, size) }
    }
  }
}
