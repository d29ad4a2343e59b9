/** Recurrent networks: a step repeated along a sequence, in layers, in one direction or both. */
import { ShapeError, shown } from '../errors.ts'
import { empty, zeros } from '../ops/create.ts'
import { dropout } from '../ops/dropout.ts'
import { cat, stack } from '../ops/join.ts'
import { linear } from '../ops/linear.ts'
import { pythonRepr } from '../print/python.ts'
import type { Tensor } from '../tensor.ts'
import { uniform_ } from './init/fill.ts'
import { inRow, type Row } from './in-row.ts'
import { Module } from './module.ts'
import { optionsOf } from './options.ts'
import { Parameter } from './parameter.ts'
import { gruStep, lstmStep, simpleStep, type Step } from './recurrent-cells.ts'

export interface RecurrentOptions {
  /** Layers, each on what the one below it made. Default 1. */
  numLayers: number
  /** Whether biases are learned. Default true. */
  bias: boolean
  /** [n, length, size] instead of [length, n, size]. Default false. */
  batchFirst: boolean
  /** The probability of dropping a number between two layers while training. Default 0. */
  dropout: number
  /** Whether a second network goes from the end to the beginning. Default false. */
  bidirectional: boolean
}

const defaults: RecurrentOptions = { numLayers: 1, bias: true, batchFirst: false, dropout: 0, bidirectional: false }

/** What one direction of one layer learns. */
interface Weights {
  readonly ih: Parameter
  readonly hh: Parameter
  readonly biasIh: Parameter | null
  readonly biasHh: Parameter | null
  readonly hr: Parameter | null
}

abstract class Recurrent extends Module {
  declare readonly inputSize: number
  declare readonly hiddenSize: number
  declare readonly numLayers: number
  declare readonly bias: boolean
  declare readonly batchFirst: boolean
  declare dropout: number
  declare readonly bidirectional: boolean
  declare readonly projSize: number
  declare private readonly gates: number

  constructor(gates: number, inputSize: number, hiddenSize: number, options: RecurrentOptions, projSize = 0) {
    super()
    Object.assign(this, { inputSize, hiddenSize, ...options, projSize, gates })
    const outputSize = projSize || hiddenSize
    const directions = options.bidirectional ? 2 : 1
    for (let layer = 0; layer < options.numLayers; layer++) {
      for (let direction = 0; direction < directions; direction++) {
        const suffix = suffixOf(layer, direction)
        const from = layer === 0 ? inputSize : outputSize * directions
        this.registerParameter(`weightIh${suffix}`, new Parameter(empty([gates * hiddenSize, from])))
        this.registerParameter(`weightHh${suffix}`, new Parameter(empty([gates * hiddenSize, outputSize])))
        if (options.bias) {
          this.registerParameter(`biasIh${suffix}`, new Parameter(empty([gates * hiddenSize])))
          this.registerParameter(`biasHh${suffix}`, new Parameter(empty([gates * hiddenSize])))
        }
        if (projSize > 0) this.registerParameter(`weightHr${suffix}`, new Parameter(empty([projSize, hiddenSize])))
      }
    }
    this.resetParameters()
  }

  /** Draws the parameters again, evenly from [−1/√hiddenSize, 1/√hiddenSize). */
  resetParameters(): void {
    const bound = this.hiddenSize > 0 ? 1 / Math.sqrt(this.hiddenSize) : 0
    for (const parameter of this.parameters()) uniform_(parameter, -bound, bound)
  }

  private weights(layer: number, direction: number): Weights {
    const suffix = suffixOf(layer, direction)
    const own = this as unknown as Record<string, Parameter | undefined>
    const [ih, hh, biasIh = null, biasHh = null, hr = null] = [
      'weightIh',
      'weightHh',
      'biasIh',
      'biasHh',
      'weightHr',
    ].map((name) => own[name + suffix])
    return { ih: ih!, hh: hh!, biasIh, biasHh, hr }
  }

  /** All layers; the states [layers · directions, n, size] are 0 where they are not given. */
  protected run(
    step: Step,
    input: Tensor,
    hidden: Tensor | null,
    cell: Tensor | null,
  ): { output: Tensor; hidden: Tensor; cell: Tensor } {
    const isBatch = input.ndim === 3
    const directions = this.bidirectional ? 2 : 1
    const timeFirst = !isBatch ? input.unsqueeze(1) : this.batchFirst ? input.transpose(0, 1) : input
    const n = timeFirst.shape[1]!
    const states = this.numLayers * directions
    const blank = (size: number): Tensor => zeros([states, n, size], { dtype: input.dtype })
    const batched = (state: Tensor | null): Tensor | null => (state === null || isBatch ? state : state.unsqueeze(1))
    const h0 = batched(hidden) ?? blank(this.projSize || this.hiddenSize)
    const c0 = batched(cell) ?? blank(this.hiddenSize)
    this.check(input, timeFirst, h0, states, n)

    let x = timeFirst
    const last: { hidden: Tensor; cell: Tensor }[] = []
    for (let layer = 0; layer < this.numLayers; layer++) {
      const sides = Array.from({ length: directions }, (_, direction) => {
        const place = layer * directions + direction
        return this.along(
          step,
          x,
          this.weights(layer, direction),
          h0.select(0, place),
          c0.select(0, place),
          direction === 1,
        )
      })
      x = directions === 2 ? cat([sides[0]!.output, sides[1]!.output], -1) : sides[0]!.output
      last.push(...sides)
      if (this.training && this.dropout > 0 && layer < this.numLayers - 1)
        x = dropout(x, { p: this.dropout, training: true })
    }
    const finish = (state: Tensor): Tensor => (isBatch ? state : state.squeeze(1))
    return {
      output: !isBatch ? x.squeeze(1) : this.batchFirst ? x.transpose(0, 1) : x,
      hidden: finish(stack(last.map((side) => side.hidden))),
      cell: finish(stack(last.map((side) => side.cell))),
    }
  }

  /** One direction of one layer: the input's part of all steps at once, the state's step by step. */
  private along(
    step: Step,
    x: Tensor,
    { ih, hh, biasIh, biasHh, hr }: Weights,
    h0: Tensor,
    c0: Tensor,
    backwards: boolean,
  ) {
    const fromInput = linear(x, ih, biasIh)
    const length = x.shape[0]!
    const outputs = new Array<Tensor>(length)
    let [hidden, cell] = [h0, c0]
    for (let i = 0; i < length; i++) {
      const t = backwards ? length - 1 - i : i
      const next = step(fromInput.select(0, t), linear(hidden, hh, biasHh), hidden, cell)
      hidden = hr === null ? next.hidden : linear(next.hidden, hr)
      cell = next.cell ?? cell
      outputs[t] = hidden
    }
    return { output: stack(outputs), hidden, cell }
  }

  private check(given: Tensor, x: Tensor, h0: Tensor, states: number, n: number): void {
    const size = this.projSize || this.hiddenSize
    const name = this.constructor.name
    const fail = (torch: string): never => {
      throw new ShapeError(
        `${name}: takes ${this.batchFirst ? '[n, length, ' : '[length, n, '}${this.inputSize}] and a state ${shown([states, n, size])}, got ${shown(given.shape)} and ${shown(h0.shape)}.`,
        {
          code: 'recurrent-shape',
          params: { module: name, input: given.shape, expected: [this.inputSize, size] },
          torch: { type: 'RuntimeError', message: torch },
        },
      )
    }
    if (x.ndim !== 3) fail(`${name}: Expected input to be 2D or 3D, got ${given.ndim}D instead`)
    if (x.shape[2] !== this.inputSize)
      fail(`input.size(-1) must be equal to input_size. Expected ${this.inputSize}, got ${x.shape[2]}`)
    if (shown(h0.shape) !== shown([states, n, size]))
      fail(`Expected hidden size (${[states, n, size].join(', ')}), got ${shown(h0.shape)}`)
  }

  override extraRepr(): string {
    const { inputSize, hiddenSize, projSize, numLayers, bias, batchFirst, bidirectional } = this
    const parts = [`${inputSize}, ${hiddenSize}`]
    if (projSize > 0) parts.push(`proj_size=${projSize}`)
    if (numLayers !== 1) parts.push(`num_layers=${numLayers}`)
    if (!bias) parts.push('bias=False')
    if (batchFirst) parts.push('batch_first=True')
    if (this.dropout !== 0) parts.push(`dropout=${pythonRepr(this.dropout)}`)
    if (bidirectional) parts.push('bidirectional=True')
    return parts.join(', ')
  }
}

const suffixOf = (layer: number, direction: number): string => `L${layer}${direction === 1 ? 'Reverse' : ''}`

type RNNOptions = { numLayers: number; nonlinearity: 'tanh' | 'relu' } & Omit<RecurrentOptions, 'numLayers'>

/**
 * A recurrent network: `hₜ = tanh(W xₜ + b + W' hₜ₋₁ + b')` along a sequence [length, n, inputSize].
 *
 * @param args  numLayers, nonlinearity, bias, batchFirst, dropout, bidirectional, in a row or by name
 * @returns  of a call, `[outputs, h]`: [length, n, directions · hiddenSize], the states of the last layer, and the last state of each [layers · directions, n, hiddenSize]
 * @throws ShapeError `recurrent-shape`
 * Source: Elman 1990.
 * @example new nn.RNN(2, 3)(ones(5, 1, 2))[0].shape // [5, 1, 3]
 */
export class RNN extends Recurrent {
  declare readonly nonlinearity: 'tanh' | 'relu'

  constructor(
    ...given: Row<[inputSize: number, hiddenSize: number], { inputSize: number; hiddenSize: number } & RNNOptions>
  ) {
    const [inputSize, hiddenSize, ...args] = inRow<[number, number], RNNOptions>(
      new.target.name,
      ['inputSize', 'hiddenSize'],
      given,
    )
    const { numLayers, bias, batchFirst, dropout, bidirectional } = defaults
    const { nonlinearity, ...options } = optionsOf<RNNOptions>(
      'RNN',
      { numLayers, nonlinearity: 'tanh', bias, batchFirst, dropout, bidirectional },
      args,
    )
    super(1, inputSize, hiddenSize, options)
    this.nonlinearity = nonlinearity
  }

  override forward(x: Tensor, hidden: Tensor | null = null): [Tensor, Tensor] {
    const found = this.run(simpleStep(this.nonlinearity), x, hidden, null)
    return [found.output, found.hidden]
  }
}

/**
 * Long short-term memory along a sequence [length, n, inputSize].
 *
 * @param args  numLayers, bias, batchFirst, dropout, bidirectional, projSize, in a row or by name
 * @returns  of a call, `[outputs, [h, c]]`
 * @throws ShapeError `recurrent-shape`
 * Source: Hochreiter and Schmidhuber 1997; with a forget gate: Gers, Schmidhuber, Cummins 2000.
 * @example new nn.LSTM(2, 3)(ones(5, 1, 2))[0].shape // [5, 1, 3]
 */
export class LSTM extends Recurrent {
  constructor(
    ...given: Row<
      [inputSize: number, hiddenSize: number],
      { inputSize: number; hiddenSize: number } & RecurrentOptions & { projSize: number }
    >
  ) {
    const [inputSize, hiddenSize, ...args] = inRow<[number, number], RecurrentOptions & { projSize: number }>(
      new.target.name,
      ['inputSize', 'hiddenSize'],
      given,
    )
    const { projSize, ...options } = optionsOf<RecurrentOptions & { projSize: number }>(
      'LSTM',
      { ...defaults, projSize: 0 },
      args,
    )
    super(4, inputSize, hiddenSize, options, projSize)
  }

  override forward(x: Tensor, state: readonly [Tensor, Tensor] | null = null): [Tensor, [Tensor, Tensor]] {
    const { output, hidden, cell } = this.run(lstmStep, x, state?.[0] ?? null, state?.[1] ?? null)
    return [output, [hidden, cell]]
  }
}

/**
 * Gated recurrent units along a sequence [length, n, inputSize].
 *
 * @param args  numLayers, bias, batchFirst, dropout, bidirectional, in a row or by name
 * @returns  of a call, `[outputs, h]`
 * @throws ShapeError `recurrent-shape`
 * Source: Cho et al. 2014.
 * @example new nn.GRU(2, 3)(ones(5, 1, 2))[0].shape // [5, 1, 3]
 */
export class GRU extends Recurrent {
  constructor(
    ...given: Row<[inputSize: number, hiddenSize: number], { inputSize: number; hiddenSize: number } & RecurrentOptions>
  ) {
    const [inputSize, hiddenSize, ...args] = inRow<[number, number], RecurrentOptions>(
      new.target.name,
      ['inputSize', 'hiddenSize'],
      given,
    )
    super(3, inputSize, hiddenSize, optionsOf<RecurrentOptions>('GRU', defaults, args))
  }

  override forward(x: Tensor, hidden: Tensor | null = null): [Tensor, Tensor] {
    const found = this.run(gruStep, x, hidden, null)
    return [found.output, found.hidden]
  }
}
