// Compiled by AssemblyScript, which knows these types; test/bench is not checked by TypeScript.
/**
 * Does nothing but multiply and add in registers, 12 chains at once, so that no addition waits for another. The factor
 * comes from outside: a constant would be built anew in each round.
 */
export function peak(rounds: i32, factor: f32): f32 {
  const x = f32x4.splat(factor)
  const y = x
  let a = y
  let b = y
  let c = y
  let d = y
  let e = y
  let f = y
  let g = y
  let h = y
  let i = y
  let j = y
  let k = y
  let l = y
  for (let n = 0; n < rounds; n++) {
    a = f32x4.relaxed_madd(x, y, a)
    b = f32x4.relaxed_madd(x, y, b)
    c = f32x4.relaxed_madd(x, y, c)
    d = f32x4.relaxed_madd(x, y, d)
    e = f32x4.relaxed_madd(x, y, e)
    f = f32x4.relaxed_madd(x, y, f)
    g = f32x4.relaxed_madd(x, y, g)
    h = f32x4.relaxed_madd(x, y, h)
    i = f32x4.relaxed_madd(x, y, i)
    j = f32x4.relaxed_madd(x, y, j)
    k = f32x4.relaxed_madd(x, y, k)
    l = f32x4.relaxed_madd(x, y, l)
  }
  const first = f32x4.add(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)), f32x4.add(e, f))
  const second = f32x4.add(f32x4.add(f32x4.add(g, h), f32x4.add(i, j)), f32x4.add(k, l))
  return f32x4.extract_lane(f32x4.add(first, second), 0)
}
