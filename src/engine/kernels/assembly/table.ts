/** Rows of a table, chosen by their numbers, which are float64. */

function copyRow(to: usize, from: usize, n: i32): void {
  for (; n >= 4; n -= 4, to += 16, from += 16) v128.store(to, v128.load(from))
  for (; n > 0; n--, to += 4, from += 4) store<f32>(to, load<f32>(from))
}

function addRow(to: usize, from: usize, n: i32): void {
  for (; n >= 4; n -= 4, to += 16, from += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(from)))
  for (; n > 0; n--, to += 4, from += 4) store<f32>(to, load<f32>(to) + load<f32>(from))
}

/** Copies row `indices[i]` of the table to row i; rows numbered `skip` are left as they are. */
export function takeRows(out: usize, table: usize, indices: usize, count: i32, width: i32, skip: f64): void {
  for (; count > 0; count--, indices += 8, out += 4 * width) {
    const row = load<f64>(indices)
    if (row !== skip) copyRow(out, table + 4 * <i32>row * width, width)
  }
}

/** Adds row i to row `indices[i]` of the table; rows numbered `skip` are left out. */
export function addRows(table: usize, rows: usize, indices: usize, count: i32, width: i32, skip: f64): void {
  for (; count > 0; count--, indices += 8, rows += 4 * width) {
    const row = load<f64>(indices)
    if (row !== skip) addRow(table + 4 * <i32>row * width, rows, width)
  }
}
