/** The workloads that every engine is given, from one number to a small language model. */
import { workNames, type WorkName } from '../../../src/site/speed/results.ts'

export { workNames, type WorkName }

export interface Work {
  /** What one step is. */
  readonly title: string
  /** Training steps whose losses must agree before anything is timed. */
  readonly compared: number
  /** The greatest relative difference of a loss from the reference's. */
  readonly tolerance: number
  /** Floating-point operations of a step, where speed is told in them. */
  readonly operations?: number
}

const matmul = (size: number): Work => ({
  title: `matrix product ${size} × ${size}`,
  compared: 1,
  tolerance: 1e-4,
  operations: 2 * size ** 3,
})

export const works = {
  W0: { title: '(w · x − 10)² of single numbers, forward and backward', compared: 1, tolerance: 1e-6 },
  W1: { title: 'tanh network 2-16-16-1 on 100 points, SGD', compared: 20, tolerance: 1e-4 },
  W2: { title: 'network 784-128-10, batch of 64, cross-entropy, SGD', compared: 20, tolerance: 1e-4 },
  W3: { title: 'convolutional network on 28 × 28, batch of 32, Adam', compared: 5, tolerance: 1e-3 },
  W4: { title: 'GPT of width 64, 2 layers, context of 32, batch of 8, Adam', compared: 5, tolerance: 1e-3 },
  'W5-256': matmul(256),
  'W5-512': matmul(512),
  'W5-1024': matmul(1024),
} satisfies Record<WorkName, Work>

export const workOf = (name: WorkName): Work => works[name]

/** `W5` stands for its three sizes. */
export const worksNamed = (name: string): WorkName[] =>
  workNames.filter((work) => work === name || work.startsWith(`${name}-`))

/** A workload set up by an engine: parameters and data are there, nothing is computed yet. */
export interface Task {
  /** One step of training, or one product. */
  step(): void
  /** The loss of the last step; waits for it where the engine works later than asked. */
  loss(): number
}

/** What an engine can do of them. */
export type Workloads = Partial<Record<WorkName, (given: Given) => Task>>

/** Parameters and data, in PyTorch's layouts: a linear layer's weight is [out, in], a convolution's [out, in, height, width]. */
export type Given = Readonly<Record<string, Numbers>>
export interface Numbers {
  readonly shape: readonly number[]
  readonly data: Float32Array
}
