/** Scores at class indices, taken out and put back. Scores are [n, classes], indices float64. */
import { fill } from './copy.ts'

/** The score of each index; 0 for ignored ones. */
export function takeClasses(n: i32, classes: i32, x: usize, indices: usize, ignored: f64, out: usize): void {
  for (; n > 0; n--, x += 4 * classes, indices += 8, out += 4) {
    const index = load<f64>(indices)
    store<f32>(out, index === ignored ? 0 : load<f32>(x + 4 * <i32>index))
  }
}

/** Zeros in the shape of the scores, with one number at each index that is not ignored. */
export function placeClasses(n: i32, classes: i32, x: usize, indices: usize, ignored: f64, out: usize): void {
  fill(out, 0, n * classes)
  for (; n > 0; n--, x += 4, indices += 8, out += 4 * classes) {
    const index = load<f64>(indices)
    if (index !== ignored) store<f32>(out + 4 * <i32>index, load<f32>(x))
  }
}
