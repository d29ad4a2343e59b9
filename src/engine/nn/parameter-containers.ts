/** Modules that hold parameters. */
import { dtypes } from '../dtype.ts'
import type { Tensor } from '../tensor.ts'
import { Module } from './module.ts'
import { Parameter } from './parameter.ts'

const parameterOf = (tensor: Tensor): Parameter => (tensor instanceof Parameter ? tensor : new Parameter(tensor))

/** One line for each, with PyTorch's name of its type. */
function printed(module: Module, typeOf: (parameter: Parameter) => string): string {
  return module
    .ownParameters()
    .map(
      ([name, parameter]) =>
        `  (${name}): Parameter containing: [${typeOf(parameter)} of size ${parameter.shape.join('x')}]`,
    )
    .join('\n')
}

/**
 * Parameters in a list. Tensors become parameters.
 * @example new nn.ParameterList([ones(2), ones(3)]).parameters().length // 2
 */
export class ParameterList extends Module {
  [index: number]: Parameter

  constructor(parameters: Iterable<Tensor> = []) {
    super()
    this.extend(parameters)
  }

  /** How many parameters there are. */
  override get length(): number {
    return this.ownParameters().length
  }

  /** The parameter at a place, from the end where negative. */
  at(index: number): Parameter {
    return this[index < 0 ? index + this.length : index]!
  }

  /** One more parameter at the end. */
  append(parameter: Tensor): this {
    this[this.length] = parameterOf(parameter)
    return this
  }

  /** More parameters at the end. */
  extend(parameters: Iterable<Tensor>): this {
    for (const parameter of parameters) this.append(parameter)
    return this
  }

  *[Symbol.iterator](): Generator<Parameter> {
    for (const [, parameter] of this.ownParameters()) yield parameter
  }

  override extraRepr(): string {
    return printed(this, ({ dtype }) => `torch.${dtype}`)
  }
}

/**
 * Parameters by name. Tensors become parameters.
 * @example new nn.ParameterDict({ scale: ones(1) }).get('scale').item() // 1
 */
export class ParameterDict extends Module {
  constructor(parameters: Readonly<Record<string, Tensor>> = {}) {
    super()
    for (const [name, parameter] of Object.entries(parameters)) this.set(name, parameter)
  }

  /** The parameter of a name, or undefined. */
  get(name: string): Parameter | undefined {
    return this.ownParameters().find(([key]) => key === name)?.[1]
  }

  /** Sets the parameter of a name. */
  set(name: string, parameter: Tensor): this {
    this.registerParameter(name, parameterOf(parameter))
    return this
  }

  /** The names. */
  keys(): string[] {
    return this.ownParameters().map(([name]) => name)
  }

  override extraRepr(): string {
    return printed(this, ({ dtype }) => `torch.${dtypes[dtype].torch}Tensor`)
  }
}
