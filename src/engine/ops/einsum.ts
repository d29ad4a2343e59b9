/** Einstein's summation convention: products of tensors, summed over the labels that the result does not have. */
import { ArgumentError, ShapeError, runtimeError } from '../errors.ts'
import { numelOf } from '../shape.ts'
import type { Tensor } from '../tensor.ts'
import { readEquation } from './einsum-equation.ts'
import { bmm } from './matmul.ts'
import { input } from './operand.ts'
import './diagonal.ts'

/** A tensor whose dimensions have names. */
interface Labelled {
  readonly tensor: Tensor
  readonly labels: readonly string[]
}

const sizeOf = ({ tensor, labels }: Labelled, label: string): number => tensor.shape[labels.indexOf(label)] ?? 1

/** A size of 1, or a label that is missing, takes the other's size. */
const commonSize = (a: Labelled, b: Labelled, label: string): number =>
  sizeOf(a, label) === 1 ? sizeOf(b, label) : sizeOf(a, label)

/** Letters of an equation for the numbers of PyTorch's other form, `einsum(a, [0, 1], b, [1, 2], [0, 2])`. */
function fromNumbers(args: readonly unknown[]): [string, Tensor[]] {
  const letters = (list: readonly number[]): string =>
    list.map((n) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'[n] ?? '?').join('')
  const operands: Tensor[] = []
  const sides: string[] = []
  let i = 0
  for (; i + 1 < args.length; i += 2) {
    operands.push(args[i] as Tensor)
    sides.push(letters(args[i + 1] as number[]))
  }
  return [sides.join(',') + (i < args.length ? `->${letters(args[i] as number[])}` : ''), operands]
}

/** Every label once: repeated ones take the diagonal. */
function withoutRepeats({ tensor, labels }: Labelled, operand: number): Labelled {
  const again = labels.findIndex((label, d) => labels.indexOf(label) !== d)
  if (again < 0) return { tensor, labels }
  const label = labels[again]!
  const first = labels.indexOf(label)
  if (tensor.shape[first] !== tensor.shape[again]) {
    throw sizeError(
      label,
      `is repeated for operand ${operand} but the sizes don't match, ${tensor.shape[again]} != ${tensor.shape[first]}`,
      `stands twice for operand ${operand}, with sizes ${tensor.shape[first]} and ${tensor.shape[again]}`,
    )
  }
  const rest = labels.filter((_, d) => d !== first && d !== again)
  return withoutRepeats(
    { tensor: tensor.diagonal({ offset: 0, dim1: first, dim2: again }), labels: [...rest, label] },
    operand,
  )
}

const sizeError = (label: string, torch: string, message: string): ShapeError =>
  new ShapeError(`einsum: ${label} ${message}. Equal sizes or a 1 would fit.`, {
    code: 'einsum-size',
    params: { label },
    torch: runtimeError(`einsum(): subscript ${label} ${torch}`),
  })

function checkSizes(operands: readonly Labelled[]): void {
  const seen = new Map<string, number>()
  operands.forEach(({ tensor, labels }, i) =>
    labels.forEach((label, d) => {
      const size = tensor.shape[d]!
      const before = seen.get(label) ?? 1
      if (size !== 1 && before !== 1 && size !== before) {
        throw sizeError(
          label,
          `has size ${size} for operand ${i} which does not broadcast with previously seen size ${before}`,
          `has size ${size} for operand ${i}, and ${before} before`,
        )
      }
      if (before === 1) seen.set(label, size)
    }),
  )
}

/** Sums over the labels that nothing else needs. */
function summed({ tensor, labels }: Labelled, needed: ReadonlySet<string>): Labelled {
  const dims = [...labels.keys()].filter((d) => !needed.has(labels[d]!))
  if (dims.length === 0) return { tensor, labels }
  return { tensor: tensor.sum({ dim: dims }), labels: labels.filter((label) => needed.has(label)) }
}

/** Labels of size 1 that the other has in full say nothing: dropped. */
function squeezed(x: Labelled, other: Labelled): Labelled {
  const kept = x.labels.filter(
    (label) => !(sizeOf(x, label) === 1 && other.labels.includes(label) && sizeOf(other, label) !== 1),
  )
  return kept.length === x.labels.length
    ? x
    : { tensor: x.tensor.reshape(kept.map((label) => sizeOf(x, label))), labels: kept }
}

/** Dimensions in the order asked for, those that are missing as 1. */
function arranged({ tensor, labels }: Labelled, order: readonly string[]): Tensor {
  const present = order.filter((label) => labels.includes(label))
  const permuted = tensor.permute(present.map((label) => labels.indexOf(label)))
  return present.length === order.length
    ? permuted
    : permuted.reshape(order.map((label) => (present.includes(label) ? tensor.shape[labels.indexOf(label)]! : 1)))
}

/** The product of two, summed over what only they have: a stack of matrix products. */
function contracted(left: Labelled, right: Labelled, needed: ReadonlySet<string>): Labelled {
  const shared = new Set([...left.labels, ...right.labels])
  const a = squeezed(summed(left, new Set([...needed, ...right.labels])), right)
  const b = squeezed(summed(right, new Set([...needed, ...left.labels])), left)
  const both = a.labels.filter((label) => b.labels.includes(label))
  const stack = both.filter((label) => needed.has(label))
  const inner = both.filter((label) => !needed.has(label))
  const alone = (x: Labelled): string[] => x.labels.filter((label) => !both.includes(label))
  if (inner.length === 0) {
    const labels = [...shared].filter((label) => a.labels.includes(label) || b.labels.includes(label))
    return summed({ tensor: arranged(a, labels).mul(arranged(b, labels)), labels }, needed)
  }
  const [rows, columns] = [alone(a), alone(b)]
  const size = (x: Labelled, labels: readonly string[]): number => numelOf(labels.map((label) => sizeOf(x, label)))
  const product = bmm(
    arranged(a, [...stack, ...rows, ...inner]).reshape(size(a, stack), size(a, rows), size(a, inner)),
    arranged(b, [...stack, ...inner, ...columns]).reshape(size(a, stack), size(a, inner), size(b, columns)),
  )
  const labels = [...stack, ...rows, ...columns]
  return summed({ tensor: product.view(labels.map((label) => commonSize(a, b, label))), labels }, needed)
}

/**
 * Einstein summation: `'ij,jk->ik'` is a matrix product, `'ii'` a trace, `'...ij->...ji'` a transpose.
 * Labels that the result does not have are summed over; without an arrow those that appear more than once.
 *
 * @param equation  a letter for each dimension, operands apart by commas; `...` for any number of dimensions, which broadcast
 * @param operands  one tensor or more, in a row or in a list
 * @returns  the dimensions after the arrow; without one, those of `...`, then the letters that appear once, in the order of the alphabet
 * @throws ArgumentError `einsum-equation`, `einsum-rank`; ShapeError `einsum-size`
 * Gradient: for each operand the einsum of g and the other operands, as the products and sums it is made of give it.
 * @example einsum('ij,jk->ik', tensor([[1, 2]]), tensor([[3], [4]])).tolist() // [[11]]
 */
export function einsum(equation: string, ...operands: Tensor[] | [readonly Tensor[]]): Tensor
export function einsum(...operandsAndLabels: (Tensor | readonly number[])[]): Tensor
export function einsum(first: unknown, ...rest: unknown[]): Tensor {
  const [equation, list] =
    typeof first === 'string'
      ? [first, (Array.isArray(rest[0]) ? rest[0] : rest) as Tensor[]]
      : fromNumbers([first, ...rest])
  if (list.length === 0) {
    throw new ArgumentError('einsum: needs at least one tensor.', {
      code: 'einsum-equation',
      params: { equation },
      torch: runtimeError('einsum(): must provide at least one operand'),
    })
  }
  const tensors = list.map((x) => input('einsum', x))
  const { operands: labels, output } = readEquation(
    equation,
    tensors.map((x) => x.ndim),
  )
  const operands = tensors.map((tensor, i) => withoutRepeats({ tensor, labels: labels[i]! }, i))
  checkSizes(operands)
  let result = operands[0]!
  operands.slice(1).forEach((next, i) => {
    const later = operands.slice(i + 2).flatMap((operand) => operand.labels)
    result = contracted(result, next, new Set([...output, ...later]))
  })
  return arranged(summed(result, new Set(output)), output)
}
