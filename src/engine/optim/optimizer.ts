/** What all optimisers share: groups of parameters with their options, what is remembered of each, saving and loading. */
import { enableGrad, setGradEnabled } from '../autograd/mode.ts'
import { isFloating } from '../dtype.ts'
import { ArgumentError, type TorchError } from '../errors.ts'
import { pythonFloat, pythonRepr, snakeCase } from '../print/python.ts'
import { Tensor } from '../tensor.ts'
import { Update, type GradientOptions, type ParameterState } from './parameter-state.ts'

/** Tensors that are changed together, under options of their own; those not named are the optimiser's. */
export type ParamGroup<Options> = Options & { params: Tensor[]; initialLr?: number }

/** A group as it is given. */
export type GivenGroup<Options> = Partial<Options> & { params: Tensor | Iterable<Tensor> }

export type Parameters<Options> = Iterable<Tensor> | Iterable<GivenGroup<Options>>

/** All an optimiser remembers, as data: state by the place of the parameter. */
export interface OptimizerStateDict {
  state: Record<number, ParameterState>
  paramGroups: ({ params: number[] } & Record<string, unknown>)[]
}

const valueError = (message: string): TorchError => ({ type: 'ValueError', message })

/**
 * What all optimisers share: groups of parameters with their options, a step, and the forgetting of gradients.
 * @example const w = zeros(2, { requiresGrad: true }); new optim.SGD([w], { lr: 1 }).paramGroups[0].params.length // 1
 */
/**
 * What all optimisers share: groups of parameters, `step`, `zeroGrad`, saving and loading. One of your own says in `update` how one parameter changes.
 *
 * @example const w = ones(1, { requiresGrad: true }); w.sum().backward(); const sgd = new optim.SGD([w]); sgd.zeroGrad(); w.grad // null
 */
export abstract class Optimizer<Options extends GradientOptions & { lr: number } = any> {
  readonly defaults: Options
  readonly paramGroups: ParamGroup<Options>[]
  readonly state: Map<Tensor, ParameterState>
  /** How often `step` was called: schedulers look at it. */
  stepCount: number

  constructor(params: Parameters<Options>, defaults: Options) {
    this.defaults = defaults
    this.paramGroups = []
    this.state = new Map()
    this.stepCount = 0
    for (const group of groupsOf(params)) this.addParamGroup(group)
  }

  /** The update rule, for one parameter. */
  protected abstract update(parameter: Update, group: ParamGroup<Options>): void

  /** PyTorch options that have no meaning here, as they stand in its printed form. */
  protected get printedOnly(): Record<string, unknown> {
    return { differentiable: false, foreach: null }
  }

  /** What of the options changes the gradient before the rule sees it. */
  protected gradientOptions(group: ParamGroup<Options>): GradientOptions {
    return group
  }

  /**
   * Changes every parameter that has a gradient by the update rule.
   * @param closure  computes the loss again, with its gradients; called once, before the change
   * @returns  what the closure returned
   */
  step(closure?: () => Tensor): Tensor | undefined {
    const loss = closure && enableGrad(closure)
    this.stepCount++
    const recording = setGradEnabled(false)
    try {
      for (const group of this.paramGroups) this.stepGroup(group)
    } finally {
      setGradEnabled(recording)
    }
    return loss
  }

  private stepGroup(group: ParamGroup<Options>): void {
    const options = this.gradientOptions(group)
    for (const parameter of group.params) {
      if (parameter.ownGrad === null) continue
      let state = this.state.get(parameter)
      if (state === undefined) this.state.set(parameter, (state = {}))
      const update = new Update(parameter, state, options)
      this.update(update, group)
      update.finish()
    }
  }

  /**
   * Forgets the gradients, so that the next `backward` starts from nothing.
   * @param options.setToNone  null instead of 0; default true, as in PyTorch 2
   */
  zeroGrad({ setToNone = true }: { setToNone?: boolean } = {}): void {
    for (const { params } of this.paramGroups) {
      for (const parameter of params) {
        if (setToNone) parameter.grad = null
        else if (parameter.ownGrad !== null) parameter.grad = parameter.ownGrad.detach().zero_()
      }
    }
  }

  /**
   * Adds tensors to be changed from now on, under options of their own.
   * @throws ArgumentError `optimizer-parameter`, `optimizer-parameter-twice`, `optimizer-option`
   */
  addParamGroup(given: GivenGroup<Options>): void {
    const params = given.params instanceof Tensor ? [given.params] : [...given.params]
    for (const parameter of params) requireLeaf(parameter)
    const known = new Set(this.paramGroups.flatMap((group) => group.params))
    if (params.some((parameter) => known.has(parameter))) {
      throw new ArgumentError(
        'addParamGroup: a tensor stands in two groups and would be changed twice. Leave it in one.',
        {
          code: 'optimizer-parameter-twice',
          torch: valueError('some parameters appear in more than one parameter group'),
        },
      )
    }
    const group = { ...this.defaults, ...given, params }
    this.check(group)
    this.paramGroups.push(group)
  }

  /** @throws ArgumentError `optimizer-option` for an option out of range */
  protected check({ lr, weightDecay = 0 }: Options): void {
    requireOption(lr >= 0, 'lr', lr, '≥ 0', 'Invalid learning rate')
    requireOption(weightDecay >= 0, 'weightDecay', weightDecay, '≥ 0', 'Invalid weight_decay value')
  }

  /** What is remembered, and the options: what it takes to go on later with `loadStateDict`. The tensors are the optimiser's own. */
  stateDict(): OptimizerStateDict {
    const places = new Map(this.paramGroups.flatMap(({ params }) => params).map((parameter, i) => [parameter, i]))
    return {
      state: Object.fromEntries([...this.state].map(([parameter, state]) => [places.get(parameter)!, state])),
      paramGroups: this.paramGroups.map(({ params, ...options }) => ({
        ...options,
        params: params.map((parameter) => places.get(parameter)!),
      })),
    }
  }

  /**
   * Goes on where `stateDict` was called, by copies of its tensors.
   * @throws ArgumentError `optimizer-state` when groups or their sizes differ
   */
  loadStateDict({ state, paramGroups }: OptimizerStateDict): void {
    const wanted = this.paramGroups.map(({ params }) => params.length)
    const found = paramGroups.map(({ params }) => params.length)
    if (wanted.join() !== found.join()) {
      const message =
        wanted.length === found.length
          ? "loaded state dict contains a parameter group that doesn't match the size of optimizer's group"
          : 'loaded state dict has a different number of parameter groups'
      throw new ArgumentError(
        `loadStateDict: groups of ${found.join(', ')} tensors do not fit an optimiser with groups of ${wanted.join(', ')}.`,
        {
          code: 'optimizer-state',
          params: { wanted, found },
          torch: valueError(message),
        },
      )
    }
    this.state.clear()
    paramGroups.forEach(({ params: places, ...options }, i) => {
      const group = this.paramGroups[i]!
      Object.assign(group, options)
      places.forEach((place, k) => {
        const parameter = group.params[k]!
        if (state[place] !== undefined) this.state.set(parameter, copiedState(state[place], parameter))
      })
    })
  }

  /** As PyTorch prints it. */
  toString(): string {
    const groups = this.paramGroups.map(({ params: _, ...options }, i) => {
      const lines = Object.entries({ ...options, ...this.printedOnly })
        .map(([name, value]) => [snakeCase(name), value] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => `    ${name}: ${printed(name, value)}\n`)
      return `\nParameter Group ${i}\n${lines.join('')}`
    })
    return `${this.constructor.name} (${groups.join('')})`
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

const printed = (name: string, value: unknown): string =>
  typeof value === 'string' ? value : name.endsWith('lr') ? pythonFloat(value as number) : pythonRepr(value)

function groupsOf<Options>(params: Parameters<Options>): GivenGroup<Options>[] {
  if (params instanceof Tensor || typeof params?.[Symbol.iterator] !== 'function') {
    throw new ArgumentError(
      'An optimiser expects several tensors, as model.parameters() gives them, or groups { params, lr }; for one tensor, [w].',
      {
        code: 'optimizer-parameters',
        torch: {
          type: 'TypeError',
          message:
            'params argument given to the optimizer should be an iterable of Tensors or dicts, but got torch.FloatTensor',
        },
      },
    )
  }
  const list = [...params] as Tensor[] | GivenGroup<Options>[]
  if (list.length === 0) {
    throw new ArgumentError('An optimiser needs at least one tensor to change. Has the model parameters?', {
      code: 'optimizer-empty',
      torch: valueError('optimizer got an empty parameter list'),
    })
  }
  return list[0] instanceof Tensor || !('params' in list[0]!)
    ? [{ params: list as Tensor[] } as unknown as GivenGroup<Options>]
    : (list as GivenGroup<Options>[])
}

function requireLeaf(parameter: unknown): void {
  if (!(parameter instanceof Tensor)) {
    throw new ArgumentError(`An optimiser changes tensors, got ${typeof parameter}.`, {
      code: 'optimizer-not-a-tensor',
      params: { kind: typeof parameter },
      torch: {
        type: 'TypeError',
        message: `optimizer can only optimize Tensors, but one of the params is ${typeof parameter}`,
      },
    })
  }
  if (parameter.isLeaf || parameter.retainsGrad) return
  throw new ArgumentError(
    'An optimiser changes leaves; this tensor was computed from others and would be computed anew. Pass what it is computed from.',
    {
      code: 'optimizer-parameter',
      torch: valueError("can't optimize a non-leaf Tensor"),
    },
  )
}

/** @throws ArgumentError `optimizer-option` unless `holds` */
export function requireOption(holds: boolean, option: string, value: unknown, range: string, torch: string): void {
  if (holds) return
  throw new ArgumentError(`${option} = ${String(value)} is out of range: it must be ${range}.`, {
    code: 'optimizer-option',
    params: { option, value: String(value), range },
    torch: valueError(`${torch}: ${String(value)}`),
  })
}

/** Both betas in [0, 1). */
export function requireBetas(betas: readonly [number, number]): void {
  betas.forEach((beta, i) =>
    requireOption(beta >= 0 && beta < 1, `betas[${i}]`, beta, '≥ 0, < 1', `Invalid beta parameter at index ${i}`),
  )
}

const copiedState = (state: ParameterState, { dtype }: Tensor): ParameterState =>
  Object.fromEntries(
    Object.entries(state).map(([name, value]) => {
      if (!(value instanceof Tensor)) return [name, value]
      const copy = value.detach().clone()
      return [name, isFloating(dtype) ? copy.to(dtype) : copy]
    }),
  )
