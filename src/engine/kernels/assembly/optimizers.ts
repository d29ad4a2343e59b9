/**
 * Steps of optimisers, in place and in one pass. What PyTorch rounds between two steps of arithmetic is rounded here, in its
 * order. Whole vectors are read and written: up to 12 bytes behind the last number.
 */
import { fusedMultiplyAdd } from './multiply-add.ts'

/** `g + λ·w`, the gradient turned round first to go up instead of down. */
function gradient(g: v128, w: v128, decay: f32, maximizes: bool): v128 {
  const given = maximizes ? f32x4.neg(g) : g
  return decay === 0 ? given : fusedMultiplyAdd(f32x4.splat(decay), w, given)
}

/**
 * Stochastic gradient descent: `v ← μ·v + (1 − τ)·g`, `w ← w − η·v`, with Nesterov's `w ← w − η·(g + μ·v)`.
 * @param v      the velocity, or 0 without momentum
 * @param first  the first velocity is the gradient itself
 */
export function sgd(
  w: usize,
  g: usize,
  v: usize,
  n: i32,
  rate: f32,
  momentum: f32,
  share: f32,
  decay: f32,
  nesterov: bool,
  maximizes: bool,
  first: bool,
): void {
  const step = f32x4.splat(-rate)
  const mu = f32x4.splat(momentum)
  for (const end = w + 4 * n; w < end; w += 16, g += 16) {
    const here = v128.load(w)
    const slope = gradient(v128.load(g), here, decay, maximizes)
    let direction = slope
    if (v) {
      const velocity = first ? slope : fusedMultiplyAdd(f32x4.splat(share), slope, f32x4.mul(mu, v128.load(v)))
      v128.store(v, velocity)
      v += 16
      direction = nesterov ? fusedMultiplyAdd(mu, velocity, slope) : velocity
    }
    v128.store(w, fusedMultiplyAdd(step, direction, here))
  }
}

/**
 * Adam: `m ← β₁·m + (1 − β₁)·g`, `v ← β₂·v + (1 − β₂)·g²`, `w ← w − η′ · m / (√v / c + ε)`.
 * @param largest     the largest v so far, or 0 without amsgrad
 * @param keep        AdamW's factor of w before the step; 1 for Adam
 * @param rate        η′ = η / (1 − β₁ᵗ)
 * @param correction  c = √(1 − β₂ᵗ)
 */
export function adam(
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  largest: usize,
  n: i32,
  rate: f32,
  beta1: f32,
  share1: f32,
  beta2: f32,
  share2: f32,
  correction: f32,
  epsilon: f32,
  decay: f32,
  keep: f32,
  maximizes: bool,
): void {
  for (const end = w + 4 * n; w < end; w += 16, g += 16, m += 16, v += 16) {
    const before = v128.load(w)
    const slope = gradient(v128.load(g), before, decay, maximizes)
    const here = f32x4.mul(before, f32x4.splat(keep))
    const mean = fusedMultiplyAdd(f32x4.splat(share1), slope, f32x4.mul(f32x4.splat(beta1), v128.load(m)))
    v128.store(m, mean)
    const scaled = f32x4.mul(f32x4.splat(share2), slope)
    const square = fusedMultiplyAdd(scaled, slope, f32x4.mul(f32x4.splat(beta2), v128.load(v)))
    v128.store(v, square)
    let size = square
    if (largest) {
      const before = v128.load(largest)
      size = v128.bitselect(square, before, f32x4.lt(before, square))
      v128.store(largest, size)
      largest += 16
    }
    const scale = f32x4.add(f32x4.div(f32x4.sqrt(size), f32x4.splat(correction)), f32x4.splat(epsilon))
    v128.store(w, f32x4.sub(here, f32x4.div(f32x4.mul(f32x4.splat(rate), mean), scale)))
  }
}
