/** Functions of two numbers, over arrays that may be broadcast. The numbers of the functions stand in `wasm/functions.ts`. */
import { normalDensity, normalShare } from './error-function.ts'
import { hyperbolicTangent, logistic } from './hyperbolic.ts'
import { multiplyAdd } from './multiply-add.ts'
import { geluAngle } from './unary.ts'

const constants = memory.data<f32>([1, 2, 0.5, 0.7978845608, 0.134145])

/** A number four times, for each operand; and the last numbers of a row. */
const copies = memory.data(48, 16)

/** Lays a number out as an operand whose step is 0. It stays until the next call. @returns where */
export function scalar(value: f32): usize {
  v128.store(copies, f32x4.splat(value))
  return copies
}

function sign(x: v128): v128 {
  const one = v128.load32_splat(constants)
  const above = v128.and(f32x4.gt(x, f32x4.splat(0)), one)
  return f32x4.sub(above, v128.and(f32x4.lt(x, f32x4.splat(0)), one))
}

function geluSlope(x: v128): v128 {
  return multiplyAdd(x, normalDensity(x), normalShare(x))
}

/** The derivative of `½x (1 + tanh u)`: `½(1 + tanh u) + ½x (1 − tanh² u) u′`. */
function geluTanhSlope(x: v128): v128 {
  const one = v128.load32_splat(constants)
  const half = v128.load32_splat(constants, 8)
  const t = hyperbolicTangent(geluAngle(x))
  const angleSlope = f32x4.mul(
    multiplyAdd(f32x4.mul(x, x), v128.load32_splat(constants, 16), one),
    v128.load32_splat(constants, 12),
  )
  const outer = f32x4.mul(f32x4.mul(half, x), f32x4.mul(f32x4.sub(one, f32x4.mul(t, t)), angleSlope))
  return multiplyAdd(half, t, f32x4.add(half, outer))
}

function siluSlope(x: v128): v128 {
  const one = v128.load32_splat(constants)
  const s = logistic(x)
  return f32x4.mul(s, multiplyAdd(x, f32x4.sub(one, s), one))
}

/** Whole vectors of one row. Steps are 16, or 0 for an operand that is one vector. */
function vectors(f: i32, x: usize, xStep: usize, y: usize, yStep: usize, out: usize, end: usize, p: f32): void {
  const one = v128.load32_splat(constants)
  switch (f) {
    case 0:
      for (; out < end; x += xStep, y += yStep, out += 16) v128.store(out, f32x4.add(v128.load(x), v128.load(y)))
      break
    case 1:
      for (; out < end; x += xStep, y += yStep, out += 16) v128.store(out, f32x4.sub(v128.load(x), v128.load(y)))
      break
    case 2:
      for (; out < end; x += xStep, y += yStep, out += 16) v128.store(out, f32x4.mul(v128.load(x), v128.load(y)))
      break
    case 3:
      for (; out < end; x += xStep, y += yStep, out += 16) v128.store(out, f32x4.div(v128.load(x), v128.load(y)))
      break
    case 4:
      for (; out < end; x += xStep, y += yStep, out += 16) v128.store(out, f32x4.max(v128.load(x), v128.load(y)))
      break
    case 5:
      for (; out < end; x += xStep, y += yStep, out += 16) v128.store(out, f32x4.min(v128.load(x), v128.load(y)))
      break
    case 6:
      for (; out < end; x += xStep, y += yStep, out += 16) {
        v128.store(out, v128.andnot(v128.load(x), f32x4.le(v128.load(y), f32x4.splat(0))))
      }
      break
    case 7:
      for (; out < end; x += xStep, y += yStep, out += 16) {
        const g = v128.load(x)
        const above = f32x4.gt(v128.load(y), f32x4.splat(0))
        v128.store(out, v128.bitselect(g, f32x4.mul(g, f32x4.splat(p)), above))
      }
      break
    case 8:
      for (; out < end; x += xStep, y += yStep, out += 16) {
        const b = v128.load(y)
        v128.store(out, f32x4.mul(v128.load(x), f32x4.sub(one, f32x4.mul(b, b))))
      }
      break
    case 9:
      for (; out < end; x += xStep, y += yStep, out += 16) {
        const b = v128.load(y)
        v128.store(out, f32x4.mul(f32x4.mul(v128.load(x), f32x4.sub(one, b)), b))
      }
      break
    case 10:
      for (; out < end; x += xStep, y += yStep, out += 16) {
        v128.store(out, f32x4.mul(v128.load(x), geluSlope(v128.load(y))))
      }
      break
    case 11:
      for (; out < end; x += xStep, y += yStep, out += 16) {
        v128.store(out, f32x4.mul(v128.load(x), geluTanhSlope(v128.load(y))))
      }
      break
    case 12:
      for (; out < end; x += xStep, y += yStep, out += 16) {
        v128.store(out, f32x4.mul(v128.load(x), siluSlope(v128.load(y))))
      }
      break
    case 13:
      for (; out < end; x += xStep, y += yStep, out += 16) v128.store(out, f32x4.mul(v128.load(x), sign(v128.load(y))))
      break
    case 14:
      for (; out < end; x += xStep, y += yStep, out += 16) {
        const b = v128.load(y)
        v128.store(out, f32x4.div(v128.load(x), f32x4.add(b, b)))
      }
      break
    case 15:
      for (; out < end; x += xStep, y += yStep, out += 16) {
        v128.store(out, multiplyAdd(v128.load(y), f32x4.splat(p), v128.load(x)))
      }
      break
  }
}

/** One row, to the number: what stands behind it is not touched. */
function row(f: i32, x: usize, xStep: usize, y: usize, yStep: usize, out: usize, n: i32, p: f32): void {
  const whole: usize = n & ~3
  vectors(f, x, xStep, y, yStep, out, out + 4 * whole, p)
  const rest = n & 3
  if (rest === 0) return
  const last = copies + 32
  vectors(f, xStep ? x + 4 * whole : x, xStep, yStep ? y + 4 * whole : y, yStep, last, last + 16, p)
  for (let i = 0; i < rest; i++) store<f32>(out + 4 * whole + 4 * i, load<f32>(last + 4 * i))
}

/**
 * `out = f(x, y)` for two arrays of n numbers. Steps are 16, or 0 for an operand that is one vector (`scalar`).
 * Whole vectors are read and written: up to 12 bytes behind the last number.
 * @param p  the slope of a leaky relu, the factor of y in `x + p · y`; other functions have no parameter
 */
export function binary(f: i32, x: usize, xStep: usize, y: usize, yStep: usize, out: usize, n: i32, p: f32): void {
  vectors(f, x, xStep, y, yStep, out, out + 4 * n, p)
}

/**
 * `out = f(x, y)` over [outer, rows, columns], out without gaps. Each operand has strides for the first two dimensions, 0 where
 * it is broadcast [bytes]; along the columns its numbers are adjacent (4), or it is one number (0).
 */
export function binaryBroadcast(
  f: i32,
  outer: i32,
  rows: i32,
  columns: i32,
  x: usize,
  xOuter: usize,
  xRow: usize,
  xColumn: usize,
  y: usize,
  yOuter: usize,
  yRow: usize,
  yColumn: usize,
  out: usize,
  p: f32,
): void {
  const xStep = xColumn * 4
  const yStep = yColumn * 4
  for (let i = 0; i < outer; i++) {
    let xHere = x + i * xOuter
    let yHere = y + i * yOuter
    for (let r = 0; r < rows; r++, xHere += xRow, yHere += yRow, out += 4 * columns) {
      if (xColumn === 0) v128.store(copies, v128.load32_splat(xHere))
      if (yColumn === 0) v128.store(copies, v128.load32_splat(yHere), 16)
      row(f, xColumn ? xHere : copies, xStep, yColumn ? yHere : copies + 16, yStep, out, columns, p)
    }
  }
}
