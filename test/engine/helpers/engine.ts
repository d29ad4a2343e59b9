/** The engine, and shapes for properties of it. */
import fc from 'fast-check'

export * from '../../../src/engine/index.ts'

/** Two shapes that broadcast, and their common one. */
export const broadcastable = fc
  .array(
    fc.record({
      size: fc.integer({ min: 0, max: 3 }),
      stretched: fc.constantFrom('neither', 'first', 'second', 'both'),
    }),
    { maxLength: 4 },
  )
  .chain((dims) =>
    fc.tuple(fc.nat(dims.length), fc.boolean()).map(([dropped, first]) => {
      const a = dims.map(({ size, stretched }) => (stretched === 'first' || stretched === 'both' ? 1 : size))
      const b = dims.map(({ size, stretched }) => (stretched === 'second' || stretched === 'both' ? 1 : size))
      const [p, q] = first ? [a.slice(dropped), b] : [a, b.slice(dropped)]
      const both = dims.map((_, d) => {
        const [u, v] = [p[d - dims.length + p.length] ?? 1, q[d - dims.length + q.length] ?? 1]
        return u === 1 ? v : u
      })
      return [p, q, both] as const
    }),
  )
  .map(([a, b, both]) => [[...a], [...b], [...both]] as [number[], number[], number[]])
