/**
 * Functions of one number and of two, in the kernels' memory. Each gives null where no kernel fits: another type than
 * float32, a layout it does not read, no room. The caller goes the plain way then.
 */
import { numelOf, sameShape, type Shape } from '../shape.ts'
import { numberOf, type Tensor } from '../tensor.ts'
import { copyBlock } from './arena.ts'
import { beginCall, kernels, newResident, pointerTo } from './backend.ts'
import { binaryFunctions, comparisons, unaryFunctions } from './wasm/functions.ts'

const unaryCodes: Readonly<Record<string, number | undefined>> = unaryFunctions
const binaryCodes: Readonly<Record<string, number | undefined>> = { ...binaryFunctions, rsub: binaryFunctions.sub }
const comparisonCodes: Readonly<Record<string, number | undefined>> = comparisons

/** The gradients of functions of one number, by the function: of the gradient and of what the formula keeps. */
const gradientCodes: Readonly<Record<string, number | undefined>> = {
  relu: binaryFunctions.reluBack,
  tanh: binaryFunctions.tanhBack,
  sigmoid: binaryFunctions.sigmoidBack,
  gelu: binaryFunctions.geluBack,
  geluTanh: binaryFunctions.geluTanhBack,
  silu: binaryFunctions.siluBack,
  abs: binaryFunctions.absBack,
  sqrt: binaryFunctions.sqrtBack,
}

const isDense = (x: Tensor): boolean => x.isContiguous()

/** A function of one number, by its name. */
export function unaryVector(name: string, x: Tensor, parameter = 0): Tensor | null {
  if (kernels === null || x.dtype !== 'float32' || x.shape.length === 0) return null
  const code = unaryCodes[name]
  const quarter = name === 'sin' ? 0 : name === 'cos' ? 1 : -1
  if ((code === undefined && quarter < 0) || !isDense(x)) return null
  beginCall()
  const a = pointerTo(x)
  const out = a === 0 ? null : newResident(x.shape)
  if (out === null) return null
  if (code !== undefined) kernels.unary(code, a, out.storage.pointer, x.numel(), parameter)
  else if (kernels.sines(quarter as 0 | 1, a, out.storage.pointer, x.numel()) === 0) {
    out.storage.release()
    return null
  }
  return out
}

/**
 * A function of two float32 numbers, by its name, or a comparison; both are read in the shape they broadcast to.
 * @param parameter  of `addScaled` and the like
 */
export function binaryVector(name: string, x: Tensor, y: Tensor, shape: Shape, parameter = 0): Tensor | null {
  if (kernels === null || shape.length === 0) return null
  const code = binaryCodes[name]
  if (code !== undefined) return combinedVector(code, x, y, shape, parameter)
  const comparing = comparisonCodes[name]
  return comparing === undefined ? null : comparedVector(comparing, x, y, shape)
}

/** The gradient of a function of one number in one step. */
export function gradientVector(name: string, g: Tensor, kept: Tensor): Tensor | null {
  if (kernels === null || g.dtype !== 'float32' || kept.dtype !== 'float32' || g.shape.length === 0) return null
  const code = gradientCodes[name]
  return code === undefined || !sameShape(g.shape, kept.shape) ? null : combinedVector(code, g, kept, g.shape, 0)
}

/** Whether an operand is one number, wherever it is. */
const isOne = (x: Tensor): boolean => x.shape.length === 0

function fits(x: Tensor): boolean {
  return x.dtype === 'float32' || x.isWrappedNumber
}

function combinedVector(code: number, x: Tensor, y: Tensor, shape: Shape, parameter: number): Tensor | null {
  if (!fits(x) || !fits(y)) return null
  const n = numelOf(shape)
  const xOne = isOne(x)
  const yOne = isOne(y)
  if ((xOne || (x.numel() === n && isDense(x))) && (yOne || (y.numel() === n && isDense(y))) && !(xOne && yOne)) {
    beginCall()
    const a = xOne ? kernels!.scalar(numberOf(x)) : pointerTo(x)
    const b = yOne ? kernels!.scalar(numberOf(y)) : pointerTo(y)
    const out = a === 0 || b === 0 ? null : newResident(shape)
    if (out === null) return null
    kernels!.binary(code, a, xOne ? 0 : 16, b, yOne ? 0 : 16, out.storage.pointer, n, parameter)
    return out
  }
  if (n === 0) return null
  if (xOne || yOne || !collapse(shape, x, y)) {
    // A copy first of what lies with gaps.
    const p = xOne ? x : gapless(x)
    const q = yOne ? y : gapless(y)
    return p === null || q === null || (p === x && q === y) ? null : combinedVector(code, p, q, shape, parameter)
  }
  beginCall()
  const a = pointerTo(x)
  const b = pointerTo(y)
  const out = a === 0 || b === 0 ? null : newResident(shape)
  if (out === null) return null
  kernels!.binaryBroadcast(
    code,
    sizes[0]!,
    sizes[1]!,
    sizes[2]!,
    a,
    4 * ofX[0]!,
    4 * ofX[1]!,
    (4 * ofX[2]!) as 0 | 4,
    b,
    4 * ofY[0]!,
    4 * ofY[1]!,
    (4 * ofY[2]!) as 0 | 4,
    out.storage.pointer,
    parameter,
  )
  return out
}

function comparedVector(code: number, x: Tensor, y: Tensor, shape: Shape): Tensor | null {
  if (!fits(x) || !fits(y)) return null
  const n = numelOf(shape)
  const xOne = isOne(x)
  const yOne = isOne(y)
  if ((xOne && yOne) || !(xOne || (x.numel() === n && isDense(x))) || !(yOne || (y.numel() === n && isDense(y))))
    return null
  beginCall()
  const a = xOne ? kernels!.scalar(numberOf(x)) : pointerTo(x)
  const b = yOne ? kernels!.scalar(numberOf(y)) : pointerTo(y)
  const out = a === 0 || b === 0 ? null : newResident(shape, 'bool')
  if (out === null) return null
  kernels!.compare(code, a, xOne ? 0 : 16, b, yOne ? 0 : 16, out.storage.pointer, n)
  return out
}

/** [outer, rows, columns], and the strides of both operands over them: what `collapse` found. */
const sizes = [1, 1, 1]
const ofX = [0, 0, 0]
const ofY = [0, 0, 0]

/** The dimensions of a broadcast as three at most; false if it takes more, or columns are not adjacent. */
function collapse(shape: Shape, x: Tensor, y: Tensor): boolean {
  sizes.fill(1)
  ofX.fill(0)
  ofY.fill(0)
  let at = 2
  let isOpen = true
  for (let d = shape.length - 1; d >= 0; d--) {
    const size = shape[d]!
    if (size === 1) continue
    const p = strideIn(x, d - shape.length + x.shape.length)
    const q = strideIn(y, d - shape.length + y.shape.length)
    if (!isOpen && p === ofX[at]! * sizes[at]! && q === ofY[at]! * sizes[at]!) sizes[at]! *= size
    else {
      if (!isOpen && --at < 0) return false
      sizes[at] = size
      ofX[at] = p
      ofY[at] = q
      isOpen = false
    }
  }
  return ofX[2]! <= 1 && ofY[2]! <= 1
}

const strideIn = ({ shape, strides }: Tensor, d: number): number => (d < 0 || shape[d] === 1 ? 0 : strides[d]!)

const gapless = (x: Tensor): Tensor | null => (isDense(x) ? x : copiedVector(x))

/** A copy without gaps. */
export function copiedVector(x: Tensor, shape: Shape = x.shape): Tensor | null {
  if (kernels === null || x.dtype !== 'float32' || x.shape.length === 0) return null
  copySizes.fill(1)
  copyStrides.fill(0)
  let at = 4
  for (let d = x.shape.length - 1; d >= 0; d--) {
    const size = x.shape[d]!
    const stride = x.strides[d]!
    if (size === 0) return null
    if (size === 1) continue
    if (at < 4 && stride === copyStrides[at]! * copySizes[at]!) copySizes[at]! *= size
    else {
      if (--at < 0) return null
      copySizes[at] = size
      copyStrides[at] = stride
    }
  }
  beginCall()
  const from = pointerTo(x)
  const out = from === 0 ? null : newResident(shape)
  if (out === null) return null
  const a = copySizes[0]!
  const b = copySizes[1]!
  const c = copySizes[2]!
  const d = copySizes[3]!
  kernels.copyStrided(
    a,
    b,
    c,
    d,
    from,
    4 * copyStrides[0]!,
    4 * copyStrides[1]!,
    4 * copyStrides[2]!,
    4 * copyStrides[3]!,
    out.storage.pointer,
    4 * b * c * d,
    4 * c * d,
    4 * d,
    4,
  )
  return out
}

/** The dimensions of a copy as four at most, and the strides it reads with. */
const copySizes = [1, 1, 1, 1]
const copyStrides = [0, 0, 0, 0]

/** The numbers of y, which are in the kernels' memory, written over those of x. @returns whether it was done */
export function copiedOver(x: Tensor, y: Tensor): boolean {
  if (kernels === null || x.dtype !== 'float32' || y.dtype !== 'float32' || x.shape.length === 0) return false
  if (y.ownStorage === null || y.ownStorage.pointer === 0 || y.ownStorage === x.ownStorage) return false
  if (!isDense(x) || !isDense(y)) return false
  beginCall()
  const from = pointerTo(y)
  const to = pointerTo(x)
  if (from === 0 || to === 0) return false
  copyBlock(to, from, x.numel())
  return true
}

/** A function of x and y written over x, which nobody else shows, is float32 and has no gaps. @returns whether it was done */
export function overwriteVector(name: string, x: Tensor, y: Tensor, parameter = 0): boolean {
  if (kernels === null || x.dtype !== 'float32' || x.shape.length === 0 || !fits(y)) return false
  const n = x.numel()
  const yOne = isOne(y)
  if (!isDense(x) || x.storage.length !== n || !(yOne || (y.numel() === n && isDense(y)))) return false
  beginCall()
  const b = yOne ? kernels.scalar(numberOf(y)) : pointerTo(y)
  const a = pointerTo(x)
  if (a === 0 || b === 0) return false
  kernels.binary(binaryCodes[name]!, a, 16, b, yOne ? 0 : 16, a, n, parameter)
  return true
}
