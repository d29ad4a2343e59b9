/**
 * Matrix products over strides: a transpose, a head of attention, a slice cost nothing.
 * Source: Goto and van de Geijn 2008, "Anatomy of high-performance matrix multiplication".
 */
import { packColumns, packRows } from './pack.ts'
import { tile4 } from './tile-4.ts'
import { tile6 } from './tile-6.ts'

/** Rows of B that are worked on at once: a panel of 8 columns stays in the first cache. */
const depth: i32 = 384
/** Columns of B that are packed at once: they stay in the second cache. */
const breadth: i32 = 256

/** Bytes for packed rows, then for one tile, in front of the packed columns. */
const tileAt: usize = 32 * 384
const columnsAt: usize = tileAt + 6 * 32

/** How many bytes of scratch `matmul` needs for a product of these sizes. */
export function matmulScratch(n: i32, k: i32): i32 {
  return <i32>columnsAt + 4 * min(k, depth) * ((min(n, breadth) + 7) & ~7)
}

/**
 * `C = A · B` for each of `batch` matrices A [m, k] and B [k, n]; `C += A · B` if it adds; with a bias [n] added to every row, if there is one.
 * All strides are in bytes. The columns of C are adjacent. Reads, but does not use, up to 32 bytes behind A, B and the bias.
 */
export function matmul(
  batch: i32,
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aBatch: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bBatch: usize,
  bRow: usize,
  bColumn: usize,
  c: usize,
  cBatch: usize,
  cRow: usize,
  adds: bool,
  bias: usize,
  scratch: usize,
): void {
  for (; batch > 0; batch--, a += aBatch, b += bBatch, c += cBatch) {
    for (let j = 0; j < n; j += breadth) {
      const columns = min(breadth, n - j)
      // Parts of equal depth. No depth at all is still a product: zeros.
      const parts = max(1, (k + depth - 1) / depth)
      let from = 0
      for (let part = 1; part <= parts; part++) {
        const to = (k * part) / parts
        block(
          m,
          columns,
          to - from,
          a + from * aColumn,
          aRow,
          aColumn,
          b + from * bRow + j * bColumn,
          bRow,
          bColumn,
          c + 4 * j,
          cRow,
          adds || part > 1,
          part === parts && bias ? bias + 4 * j : 0,
          scratch,
        )
        from = to
      }
    }
  }
}

/** Few enough columns and little enough depth to be packed. */
function block(
  m: i32,
  n: i32,
  k: i32,
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  bColumn: usize,
  c: usize,
  cRow: usize,
  adds: bool,
  bias: usize,
  scratch: usize,
): void {
  // Rows of adjacent numbers are read where they are, unless they are so far apart and read so often that the cache suffers.
  const packs = bColumn !== 4 || (bRow > 512 && m > 24)
  const panels = scratch + columnsAt
  const panel: usize = 32 * k
  if (packs)
    for (let j = 0; j < n; j += 8) packColumns(panels + (j >> 3) * panel, b + j * bColumn, bRow, bColumn, k, n - j)
  const packsRows = aRow === 4 && aColumn > 128 && n > 24
  let i = 0
  while (i < m) {
    const left = m - i
    const rows = rowsOfTile(left)
    let p = a + i * aRow
    let step = aColumn
    if (packsRows) {
      packRows(scratch, p, aColumn, k)
      p = scratch
      step = 32
    }
    for (let j = 0; j < n; j += 8) {
      const q = packs ? panels + (j >> 3) * panel : b + 4 * j
      const qStep = packs ? 32 : bRow
      const to = c + i * cRow + 4 * j
      const biasHere = bias ? bias + 4 * j : 0
      if (left >= rows && n - j >= 8) tile(rows, k, p, aRow, left, step, q, qStep, to, cRow, adds, biasHere)
      else {
        const edge = scratch + tileAt
        const height = min(rows, left)
        const width = min(8, n - j)
        if (adds) copy(edge, 32, to, cRow, height, width)
        tile(rows, k, p, aRow, left, step, q, qStep, edge, 32, adds, biasHere)
        copy(to, cRow, edge, 32, height, width)
      }
    }
    i += rows
  }
}

/** Tiles of 6 and 4 rows, so that few are computed in vain. */
function rowsOfTile(left: i32): i32 {
  if (!ASC_FEATURE_RELAXED_SIMD || left <= 4 || left === 7 || left === 8) return 4
  return 6
}

function tile(
  rows: i32,
  k: i32,
  a: usize,
  row: usize,
  left: i32,
  step: usize,
  b: usize,
  bStep: usize,
  c: usize,
  cRow: usize,
  adds: bool,
  bias: usize,
): void {
  if (ASC_FEATURE_RELAXED_SIMD && rows === 6) tile6(k, a, row, left, step, b, bStep, c, cRow, adds, bias)
  else tile4(k, a, row, left, step, b, bStep, c, cRow, adds, bias)
}

function copy(to: usize, toRow: usize, from: usize, fromRow: usize, height: i32, width: i32): void {
  for (; height > 0; height--, to += toRow, from += fromRow) {
    for (let j = 0; j < width; j++) store<f32>(to + 4 * j, load<f32>(from + 4 * j))
  }
}
