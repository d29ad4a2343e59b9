/** One step of a recurrent network. */
import { ShapeError, shown } from '../errors.ts'
import { empty, zeros } from '../ops/create.ts'
import { linear } from '../ops/linear.ts'
import type { Tensor } from '../tensor.ts'
import { uniform_ } from './init/fill.ts'
import { inRow, type Row } from './in-row.ts'
import { Module } from './module.ts'
import { optionsOf } from './options.ts'
import { Parameter } from './parameter.ts'

/** A step's arithmetic, from `W x + b` and `W h + b`, gates side by side. */
export type Step = (
  fromInput: Tensor,
  fromHidden: Tensor,
  hidden: Tensor,
  cell: Tensor | null,
) => { hidden: Tensor; cell: Tensor | null }

/** `h ← tanh(…)` or `h ← relu(…)`. Source: Elman 1990. */
export const simpleStep =
  (nonlinearity: 'tanh' | 'relu'): Step =>
  (fromInput, fromHidden) => {
    const sum = fromHidden.add(fromInput)
    return { hidden: nonlinearity === 'tanh' ? sum.tanh() : sum.relu(), cell: null }
  }

/** `c ← σ(f)·c + σ(i)·tanh(g)`, `h ← σ(o)·tanh(c)`. Source: Hochreiter and Schmidhuber 1997; Gers et al. 2000. */
export const lstmStep: Step = (fromInput, fromHidden, _, cell) => {
  const [i, f, g, o] = fromHidden.add(fromInput).chunk(4, -1) as [Tensor, Tensor, Tensor, Tensor]
  const next = f.sigmoid().mul(cell!).add(i.sigmoid().mul(g.tanh()))
  return { hidden: o.sigmoid().mul(next.tanh()), cell: next }
}

/** `n = tanh(Wx + σ(r)·(Wh))`, `h ← (1 − σ(z))·n + σ(z)·h`. Source: Cho et al. 2014. */
export const gruStep: Step = (fromInput, fromHidden, hidden) => {
  const [ri, zi, ni] = fromInput.chunk(3, -1) as [Tensor, Tensor, Tensor]
  const [rh, zh, nh] = fromHidden.chunk(3, -1) as [Tensor, Tensor, Tensor]
  const reset = rh.add(ri).sigmoid()
  const keep = zh.add(zi).sigmoid()
  const proposed = ni.add(nh.mul(reset)).tanh()
  return { hidden: hidden.sub(proposed).mul(keep).add(proposed), cell: null }
}

interface CellOptions {
  /** Whether biases are learned. Default true. */
  bias: boolean
}

abstract class Cell extends Module {
  declare readonly inputSize: number
  declare readonly hiddenSize: number
  declare weightIh: Parameter
  declare weightHh: Parameter
  declare biasIh: Parameter | null
  declare biasHh: Parameter | null

  constructor(inputSize: number, hiddenSize: number, bias: boolean, gates: number) {
    super()
    this.inputSize = inputSize
    this.hiddenSize = hiddenSize
    this.weightIh = new Parameter(empty([gates * hiddenSize, inputSize]))
    this.weightHh = new Parameter(empty([gates * hiddenSize, hiddenSize]))
    this.biasIh = bias ? new Parameter(empty([gates * hiddenSize])) : null
    this.biasHh = bias ? new Parameter(empty([gates * hiddenSize])) : null
    this.resetParameters()
  }

  /** Draws the parameters again, evenly from [−1/√hiddenSize, 1/√hiddenSize). */
  resetParameters(): void {
    const bound = this.hiddenSize > 0 ? 1 / Math.sqrt(this.hiddenSize) : 0
    for (const parameter of this.parameters()) uniform_(parameter, -bound, bound)
  }

  /** One step; the states are 0 where they are not given. */
  protected run(step: Step, x: Tensor, hidden: Tensor | null, cell: Tensor | null) {
    this.check(x, hidden)
    const blank = (): Tensor => zeros([...x.shape.slice(0, -1), this.hiddenSize], { dtype: x.dtype })
    const h = hidden ?? blank()
    const { weightIh, weightHh, biasIh, biasHh } = this
    return step(linear(x, weightIh, biasIh), linear(h, weightHh, biasHh), h, cell ?? blank())
  }

  private check(x: Tensor, hidden: Tensor | null): void {
    const { inputSize, hiddenSize } = this
    const fits =
      (x.ndim === 1 || x.ndim === 2) &&
      x.shape.at(-1) === inputSize &&
      (hidden === null || hidden.shape.at(-1) === hiddenSize)
    if (fits) return
    const name = this.constructor.name
    throw new ShapeError(
      `${name}: takes [n, ${inputSize}] and a state [n, ${hiddenSize}], got ${shown(x.shape)}${hidden === null ? '' : ` and ${shown(hidden.shape)}`}.`,
      {
        code: 'recurrent-shape',
        params: { module: name, input: x.shape, expected: [inputSize, hiddenSize] },
        torch: {
          type: 'RuntimeError',
          message: `input has inconsistent input_size: got ${x.shape.at(-1)} expected ${inputSize}`,
        },
      },
    )
  }

  override extraRepr(): string {
    return `${this.inputSize}, ${this.hiddenSize}${this.biasIh === null ? ', bias=False' : ''}`
  }
}

/** `h ← tanh(W x + b + W' h + b')`. @example new nn.RNNCell(2, 3)(ones(1, 2)).shape // [1, 3] */
export class RNNCell extends Cell {
  declare readonly nonlinearity: 'tanh' | 'relu'

  constructor(
    ...given: Row<
      [inputSize: number, hiddenSize: number],
      { inputSize: number; hiddenSize: number } & CellOptions & { nonlinearity: 'tanh' | 'relu' }
    >
  ) {
    const [inputSize, hiddenSize, ...args] = inRow<[number, number], CellOptions & { nonlinearity: 'tanh' | 'relu' }>(
      new.target.name,
      ['inputSize', 'hiddenSize'],
      given,
    )
    const { bias, nonlinearity } = optionsOf<CellOptions & { nonlinearity: 'tanh' | 'relu' }>(
      'RNNCell',
      { bias: true, nonlinearity: 'tanh' },
      args,
    )
    super(inputSize, hiddenSize, bias, 1)
    this.nonlinearity = nonlinearity
  }

  override forward(x: Tensor, hidden: Tensor | null = null): Tensor {
    return this.run(simpleStep(this.nonlinearity), x, hidden, null).hidden
  }

  override extraRepr(): string {
    return super.extraRepr() + (this.nonlinearity === 'tanh' ? '' : `, nonlinearity=${this.nonlinearity}`)
  }
}

/** A step of the long short-term memory: `[h, c]` from x and `[h, c]`. @example new nn.LSTMCell(2, 3)(ones(1, 2))[0].shape // [1, 3] */
export class LSTMCell extends Cell {
  constructor(
    ...given: Row<[inputSize: number, hiddenSize: number], { inputSize: number; hiddenSize: number } & CellOptions>
  ) {
    const [inputSize, hiddenSize, ...args] = inRow<[number, number], CellOptions>(
      new.target.name,
      ['inputSize', 'hiddenSize'],
      given,
    )
    super(inputSize, hiddenSize, optionsOf<CellOptions>('LSTMCell', { bias: true }, args).bias, 4)
  }

  override forward(x: Tensor, state: readonly [Tensor, Tensor] | null = null): [Tensor, Tensor] {
    const { hidden, cell } = this.run(lstmStep, x, state?.[0] ?? null, state?.[1] ?? null)
    return [hidden, cell!]
  }
}

/** A step of the gated recurrent unit. @example new nn.GRUCell(2, 3)(ones(1, 2)).shape // [1, 3] */
export class GRUCell extends Cell {
  constructor(
    ...given: Row<[inputSize: number, hiddenSize: number], { inputSize: number; hiddenSize: number } & CellOptions>
  ) {
    const [inputSize, hiddenSize, ...args] = inRow<[number, number], CellOptions>(
      new.target.name,
      ['inputSize', 'hiddenSize'],
      given,
    )
    super(inputSize, hiddenSize, optionsOf<CellOptions>('GRUCell', { bias: true }, args).bias, 3)
  }

  override forward(x: Tensor, hidden: Tensor | null = null): Tensor {
    return this.run(gruStep, x, hidden, null).hidden
  }
}
