/** Numbers filled in, and moved from one layout to another. */

/** n times the same number. Whole vectors are written: up to 12 bytes behind the last number. */
export function fill(out: usize, value: f32, n: i32): void {
  const four = f32x4.splat(value)
  for (const end = out + 4 * n; out < end; out += 16) v128.store(out, four)
}

/** Copies [a, b, c, d] numbers of 4 bytes between two layouts, of which every stride is given [bytes]. */
export function copyStrided(
  a: i32,
  b: i32,
  c: i32,
  d: i32,
  from: usize,
  fromA: usize,
  fromB: usize,
  fromC: usize,
  fromD: usize,
  to: usize,
  toA: usize,
  toB: usize,
  toC: usize,
  toD: usize,
): void {
  for (let i = 0; i < a; i++) {
    for (let j = 0; j < b; j++) {
      const f = from + i * fromA + j * fromB
      const t = to + i * toA + j * toB
      if (fromC === 4 && toD === 4 && fromD !== 4) turn(c, d, f, fromD, t, toC)
      else for (let k = 0; k < c; k++) line(d, f + k * fromC, fromD, t + k * toC, toD)
    }
  }
}

function line(n: i32, from: usize, fromStep: usize, to: usize, toStep: usize): void {
  if (fromStep === 4 && toStep === 4) {
    for (; n >= 4; n -= 4, from += 16, to += 16) v128.store(to, v128.load(from))
  }
  for (; n > 0; n--, from += fromStep, to += toStep) store<f32>(to, load<f32>(from))
}

/** A transpose, by blocks of 4 by 4: numbers that are adjacent in one layout lie a stride apart in the other. */
function turn(c: i32, d: i32, from: usize, fromD: usize, to: usize, toC: usize): void {
  let j = 0
  for (; j + 4 <= d; j += 4) {
    let f = from + j * fromD
    let t = to + 4 * j
    let k = 0
    for (; k + 4 <= c; k += 4, f += 16, t += 4 * toC) {
      const x0 = v128.load(f)
      const x1 = v128.load(f + fromD)
      const x2 = v128.load(f + 2 * fromD)
      const x3 = v128.load(f + 3 * fromD)
      const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5)
      const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5)
      const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7)
      const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7)
      v128.store(t, v128.shuffle<f64>(low01, low23, 0, 2))
      v128.store(t + toC, v128.shuffle<f64>(low01, low23, 1, 3))
      v128.store(t + 2 * toC, v128.shuffle<f64>(high01, high23, 0, 2))
      v128.store(t + 3 * toC, v128.shuffle<f64>(high01, high23, 1, 3))
    }
    for (; k < c; k++, f += 4, t += toC) line(4, f, fromD, t, 4)
  }
  for (; j < d; j++) line(c, from + j * fromD, 4, to + 4 * j, toC)
}
