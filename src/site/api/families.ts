/**
 * The families that the documentation is told in, and the files of the engine that each holds: its order is the
 * reader's, from what a tensor is to what trains with it. Names and descriptions are strings of the interface.
 */
const families = {
  tensor: ['tensor', 'dtype', 'ops/create', 'ops/convert', 'ops/properties', 'ops/ranges', 'ops/operand', 'ops/limits'],
  autograd: ['autograd/*', 'ops/autograd'],
  arithmetic: [
    'ops/arithmetic',
    'ops/division',
    'ops/rounding',
    'ops/signs',
    'ops/extremes',
    'ops/clamp',
    'ops/blend',
    'ops/bitwise',
  ],
  functions: ['ops/exponential', 'ops/logaddexp', 'ops/roots', 'ops/trigonometry', 'ops/hyperbolic', 'ops/special'],
  comparison: ['ops/compare', 'ops/logic', 'ops/finite', 'ops/where', 'ops/truth', 'ops/isin'],
  reductions: [
    'ops/reduce',
    'ops/amax',
    'ops/argmax',
    'ops/max-min',
    'ops/median',
    'ops/quantile',
    'ops/variance',
    'ops/norm',
    'ops/covariance',
    'ops/logsumexp',
    'ops/nan-reduce',
    'ops/histogram',
  ],
  order: [
    'ops/sort',
    'ops/topk',
    'ops/unique',
    'ops/search',
    'ops/cumulative',
    'ops/running-extremes',
    'ops/diff',
    'ops/trapezoid',
  ],
  shapes: [
    'ops/views',
    'ops/dims',
    'ops/broadcast',
    'ops/atleast',
    'ops/strided',
    'ops/join',
    'ops/split',
    'ops/repeat',
    'ops/turns',
    'ops/grid',
    'ops/flatten',
    'ops/block-diag',
  ],
  indexing: [
    'ops/indexing',
    'ops/slices',
    'ops/gather',
    'ops/take',
    'ops/index-along',
    'ops/index-put',
    'ops/scatter',
    'ops/scatter-reduce',
    'ops/slice-scatter',
    'ops/masked',
    'ops/nonzero',
    'ops/one-hot',
    'ops/diagonal',
    'ops/diag',
    'ops/triangle',
  ],
  products: [
    'ops/matmul',
    'ops/addmm',
    'ops/products',
    'ops/inverse',
    'ops/determinant',
    'ops/cholesky',
    'ops/matrix-norms',
    'ops/einsum',
  ],
  convolution: [
    'ops/conv',
    'ops/conv-transpose',
    'ops/unfold',
    'ops/max-pool',
    'ops/avg-pool',
    'ops/adaptive-pool',
    'ops/pad',
    'ops/interpolate',
    'ops/pixel-shuffle',
    'ops/grid-sample',
  ],
  layers: [
    'ops/linear',
    'ops/embedding',
    'ops/batch-norm',
    'ops/layer-norm',
    'ops/response-norm',
    'ops/embedding-bag',
    'ops/attention',
    'ops/multi-head-attention',
    'ops/dropout',
  ],
  activations: [
    'ops/sigmoid',
    'ops/rectifiers',
    'ops/hard-functions',
    'ops/exponential-units',
    'ops/smooth-units',
    'ops/rrelu',
    'ops/glu',
    'ops/softmax',
  ],
  losses: [
    'ops/regression-losses',
    'ops/cross-entropy',
    'ops/nll-loss',
    'ops/binary-losses',
    'ops/likelihood-losses',
    'ops/margin-losses',
    'ops/embedding-losses',
    'ops/similarity',
  ],
  random: ['random/*'],
  nn: ['nn/*'],
  'nn-layers': [
    'nn/linear',
    'nn/conv',
    'nn/conv-transpose',
    'nn/max-pool',
    'nn/avg-pool',
    'nn/adaptive-pool',
    'nn/batch-norm',
    'nn/layer-norm',
    'nn/dropout',
    'nn/embedding',
    'nn/shape',
    'nn/padding',
    'nn/upsample',
    'nn/recurrent',
    'nn/recurrent-cells',
    'nn/multihead-attention',
    'nn/transformer',
    'nn/encoder-decoder',
  ],
  'nn-functions': [
    'nn/activation',
    'nn/more-activations',
    'nn/rectifiers',
    'nn/shaped-activation',
    'nn/softmax',
    'nn/regression-losses',
    'nn/cross-entropy-loss',
    'nn/classification-losses',
    'nn/likelihood-losses',
    'nn/margin-losses',
    'nn/distance',
  ],
  init: ['nn/init/*'],
  optim: ['optim/*', 'nn/clip'],
  data: ['data/*'],
  cell: [
    '../cells/library/types',
    '../cells/library/plot/series',
    '../cells/library/plot/arrows',
    '../cells/library/plot/bars',
    '../cells/library/plot/fields',
    '../cells/library/plot/images',
    '../cells/library/plot/confusion',
  ],
  support: ['errors', 'warnings', 'print/*'],
} as const satisfies Record<string, readonly string[]>

export type FamilyId = keyof typeof families

export const familyIds = Object.keys(families) as FamilyId[]

/** Where what is new stands until it is given a place. */
export const lastFamily: FamilyId = 'support'

/** @param path  of a file below the engine's folder @returns  undefined for a file that no family names */
export function familyOf(path: string): FamilyId | undefined {
  const stem = path.replace(/\.ts$/, '')
  const holds = (pattern: string) => (pattern.endsWith('/*') ? stem.startsWith(pattern.slice(0, -1)) : stem === pattern)
  // `nn/init/*` holds more closely than `nn/*`.
  const length = (id: FamilyId) =>
    Math.max(0, ...(families[id] as readonly string[]).filter(holds).map((pattern) => pattern.length))
  return familyIds.filter((id) => length(id) > 0).sort((a, b) => length(b) - length(a))[0]
}

/** Where a file stands within its family. */
export function placeInFamily(path: string): number {
  const stem = path.replace(/\.ts$/, '')
  const id = familyOf(path)
  const place = id ? (families[id] as readonly string[]).indexOf(stem) : -1
  return place < 0 ? 1000 : place
}
