/**
 * The kernels as functions. All arguments are numbers: addresses and strides in bytes, counts in elements, and 0 or 1 for
 * flags. Numbers in memory are float32 unless it says otherwise.
 *
 * Kernels read whole vectors, and may read, but not use, up to 32 bytes behind an array: the last 64 bytes of the memory
 * are to be left free. Those that write whole vectors (`unary`, `binary`, `compare`, `choose`, `fill`, `sgd`, `adam`) fill
 * the last one: an array is followed by nothing up to the next multiple of 16. All others write what they say and no more.
 */

export interface Kernels {
  readonly memory: WebAssembly.Memory
  /** The first byte that is free: what the kernels need for themselves stands before it. */
  readonly heapBase: number
  /** Whether products are fused with sums, and rounded once where others round twice. */
  readonly relaxed: boolean

  /**
   * `C = A · B` for each of `batch` matrices A [m, k] and B [k, n], of any strides; the columns of C are adjacent. With `adds`,
   * `C += A · B`; with a bias [n] (else 0), it is added to every row.
   * @param scratch  `matmulScratch(n, k)` bytes
   */
  matmul(
    batch: number,
    m: number,
    n: number,
    k: number,
    a: number,
    aBatch: number,
    aRow: number,
    aColumn: number,
    b: number,
    bBatch: number,
    bRow: number,
    bColumn: number,
    c: number,
    cBatch: number,
    cRow: number,
    adds: 0 | 1,
    bias: number,
    scratch: number,
  ): void
  matmulScratch(n: number, k: number): number

  /** `out = f(x)`, n numbers; out may be x. @param f  of `unaryFunctions`, with its parameter or 0 */
  unary(f: number, x: number, out: number, n: number, parameter: number): void
  /** `out = sin x`, or cos x with quarter = 1. Gives 0 where a number is infinite or beyond 100,000: then nothing is written. */
  sines(quarter: 0 | 1, x: number, out: number, n: number): 0 | 1
  /**
   * `out = f(x, y)`, n numbers; out may be x or y. Steps are 16, or 0 for an operand that `scalar` has laid out.
   * @param f  of `binaryFunctions`, with its parameter or 0
   */
  binary(f: number, x: number, xStep: 0 | 16, y: number, yStep: 0 | 16, out: number, n: number, parameter: number): void
  /** Lays a number out as an operand whose step is 0, until the next call. Gives its address. */
  scalar(value: number): number
  /**
   * `out = f(x, y)` over [outer, rows, columns], out without gaps. Outer and row strides are 0 where an operand is broadcast;
   * its column stride is 4, or 0 for one number a row.
   */
  binaryBroadcast(
    f: number,
    outer: number,
    rows: number,
    columns: number,
    x: number,
    xOuter: number,
    xRow: number,
    xColumn: 0 | 4,
    y: number,
    yOuter: number,
    yRow: number,
    yColumn: 0 | 4,
    out: number,
    parameter: number,
  ): void
  /** Bytes of 0 and 1. @param f  of `comparisons` */
  compare(f: number, x: number, xStep: 0 | 16, y: number, yStep: 0 | 16, out: number, n: number): void
  /** `out = condition ? x : y`, for bytes of condition. */
  choose(condition: number, x: number, xStep: 0 | 16, y: number, yStep: 0 | 16, out: number, n: number): void

  fill(out: number, value: number, n: number): void
  /** Copies [a, b, c, d] numbers of 4 bytes between two layouts; all strides are given. Transposes go by blocks. */
  copyStrided(
    a: number,
    b: number,
    c: number,
    d: number,
    from: number,
    fromA: number,
    fromB: number,
    fromC: number,
    fromD: number,
    to: number,
    toA: number,
    toB: number,
    toC: number,
    toD: number,
  ): void

  /** One number for each row. @param f  of `reductions` */
  reduceRows(f: number, rows: number, columns: number, x: number, xRow: number, out: number): void
  /** One number for all, in float64. */
  reduceAll(f: number, n: number, x: number): number
  /** The place of each row's largest or smallest number, as float64: the first of equals, NaN before all. */
  extremePlaces(largest: 0 | 1, rows: number, columns: number, x: number, xRow: number, out: number): void
  /** Squared distances from each row's mean, over the divisor. */
  variances(rows: number, columns: number, x: number, xRow: number, divisor: number, out: number): void
  /** Sums over the middle of [outer, size, inner], over the divisor. */
  sumMiddle(outer: number, size: number, inner: number, x: number, divisor: number, out: number): void
  /** Sums over all but the middle of [outer, groups, inner], over the divisor. */
  sumGroups(outer: number, groups: number, inner: number, x: number, divisor: number, out: number): void

  softmax(rows: number, columns: number, x: number, out: number): void
  logSoftmax(rows: number, columns: number, x: number, out: number): void
  /** `y · (g − Σ(g · y))` for each row. */
  softmaxBack(rows: number, columns: number, g: number, y: number, out: number): void
  /** `g − exp(y) · Σ g` for each row. */
  logSoftmaxBack(rows: number, columns: number, g: number, y: number, out: number): void
  /** Copies row `indices[i]` (float64) of the table to row i; rows numbered `skip` are left as they are. */
  takeRows(out: number, table: number, indices: number, count: number, width: number, skip: number): void
  /** Adds row i to row `indices[i]` (float64) of the table; rows numbered `skip` are left out. */
  addRows(table: number, rows: number, indices: number, count: number, width: number, skip: number): void

  /** The score of each index (float64) of [n, classes]; 0 for ignored ones. */
  takeClasses(n: number, classes: number, x: number, indices: number, ignored: number, out: number): void
  /** Zeros [n, classes] with one number at each index that is not ignored. Fills the last vector. */
  placeClasses(n: number, classes: number, x: number, indices: number, ignored: number, out: number): void

  /** Says how a window slides over images, for the convolutions that follow. */
  slide(
    height: number,
    width: number,
    kernelHeight: number,
    kernelWidth: number,
    placesHigh: number,
    placesWide: number,
    strideY: number,
    strideX: number,
    paddingY: number,
    paddingX: number,
    dilationY: number,
    dilationX: number,
  ): void
  /** Bytes of scratch for a convolution, after `slide`; channels and filters are those of one group, here as below. */
  convolutionScratch(channels: number, filters: number): number
  /** `out`, [batch, groups · filters, places]. @param bias  0 for none */
  convolve(
    batch: number,
    groups: number,
    channels: number,
    filters: number,
    image: number,
    weight: number,
    bias: number,
    out: number,
    scratch: number,
  ): void
  /** The gradient of the image, which fills its last vector. */
  convolveBack(
    batch: number,
    groups: number,
    channels: number,
    filters: number,
    gradient: number,
    weight: number,
    image: number,
    scratch: number,
  ): void
  /** The gradient of the weight. */
  convolveWeight(
    batch: number,
    groups: number,
    channels: number,
    filters: number,
    gradient: number,
    image: number,
    weight: number,
    scratch: number,
  ): void

  /** The largest number of each window and its place in the plane, as float32. @param startY  of the first window, ≤ 0 */
  largestInWindows(
    planes: number,
    height: number,
    width: number,
    kernelHeight: number,
    kernelWidth: number,
    placesHigh: number,
    placesWide: number,
    strideY: number,
    strideX: number,
    startY: number,
    startX: number,
    x: number,
    out: number,
    places: number,
  ): void
  /** Adds each number to its place in planes of zeros, [planes, from] to [planes, to]. Fills the last vector. */
  addAtPlaces(planes: number, from: number, to: number, g: number, places: number, out: number): void
  /** The numbers at the places given, [planes, from] to [planes, to]. */
  takeAtPlaces(planes: number, from: number, to: number, x: number, places: number, out: number): void

  /**
   * `(x − mean) / √(variance + ε) · weight + bias` over [outer, groups, inner]; keeps each group's mean and factor.
   * @param weight  0 for none
   * @param along   1 for weights along a row, 0 for one a group
   */
  normalize(
    outer: number,
    groups: number,
    inner: number,
    x: number,
    epsilon: number,
    weight: number,
    bias: number,
    along: 0 | 1,
    out: number,
    means: number,
    factors: number,
  ): void
  normalizeBack(
    outer: number,
    groups: number,
    inner: number,
    g: number,
    x: number,
    means: number,
    factors: number,
    weight: number,
    along: 0 | 1,
    out: number,
  ): void
  /** The gradients of weights and biases along rows [rows, columns]. */
  normalizeWeights(
    rows: number,
    columns: number,
    g: number,
    x: number,
    means: number,
    factors: number,
    weight: number,
    bias: number,
  ): void
  /** The gradients of weights and biases that are one for each group. */
  normalizeGroupWeights(
    outer: number,
    groups: number,
    inner: number,
    g: number,
    x: number,
    means: number,
    factors: number,
    weight: number,
    bias: number,
  ): void

  /** @param velocity  0 without momentum */
  sgd(
    w: number,
    g: number,
    velocity: number,
    n: number,
    rate: number,
    momentum: number,
    share: number,
    decay: number,
    nesterov: 0 | 1,
    maximizes: 0 | 1,
    first: 0 | 1,
  ): void
  /**
   * @param largest     0 without amsgrad
   * @param rate        η / (1 − β₁ᵗ)
   * @param correction  √(1 − β₂ᵗ)
   * @param keep        AdamW's factor of w; 1 for Adam
   */
  adam(
    w: number,
    g: number,
    m: number,
    v: number,
    largest: number,
    n: number,
    rate: number,
    beta1: number,
    share1: number,
    beta2: number,
    share2: number,
    correction: number,
    epsilon: number,
    decay: number,
    keep: number,
    maximizes: 0 | 1,
  ): void
}

interface Exports {
  firstFree(): number
  isRelaxed(): number
}

/**
 * Compiles the kernels over a memory. The memory's first bytes, up to `heapBase`, become theirs.
 * @throws WebAssembly.CompileError where the build asks for more than this engine has; see `supportedBuild`
 */
export function loadKernels(bytes: BufferSource, memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } })
  const { firstFree, isRelaxed, ...functions } = exports as unknown as Kernels & Exports
  return { ...functions, memory, heapBase: firstFree(), relaxed: isRelaxed() === 1 }
}
