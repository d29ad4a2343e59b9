/**
 * Where an error of a cell is explained: by its code, or by its class where the code has no line of its own, a term of the
 * glossary. Faults of the language itself, of TypeScript, have none.
 */

const codesByTerm: Record<string, string> = {
  tensor: `affine-grid as-strided broadcast cat-shapes copy-dtype cross-size dtype-not-supported dtypes-differ einsum-size
    expand fold-columns in-place-dtype in-place-shape index-broadcast index-out-of-range index-shape item-of-many length-of-0d
    matmul-dtypes matmul-inner matmul-ranks not-square pad-size permute-dims ragged rank ranks-differ repeat reshape
    reshape-two-open same-shape shapes-differ solve-shapes stack-shapes sub-of-bool t-rank tensordot view`,
  backpropagation: 'backward-of-many backward-twice changed-in-place grad-unused no-derivative retain-grad',
  'automatic-differentiation': `backward-without-graph grad-of-constant hook-without-grad no-gradient-for requires-grad-dtype
    requires-grad-of-non-leaf leaf-changed-in-place`,
  gradient: 'gradient-shape',
  'loss-function': 'loss-broadcasts loss-sizes ignore-index-of-probabilities kl-div-mean',
  'cross-entropy': 'class-weight target-dtype target-out-of-bounds one-hot-class not-a-probability',
  optimizer: `lbfgs-closure lbfgs-groups optimizer-empty optimizer-not-a-tensor optimizer-option optimizer-parameter
    optimizer-parameter-twice optimizer-parameters optimizer-state`,
  momentum: 'optimizer-nesterov scheduler-momentum',
  'learning-rate-schedule': `scheduler-ended scheduler-milestones scheduler-mixed scheduler-optimizer scheduler-resume
    scheduler-steps`,
  'batch-size': 'collate collate-sizes loader-options sampler-count dataset-sizes',
  'validation-data': 'split-lengths',
  convolution: `bias-shape channel-groups channels conv-groups conv-output-size groups output-padding output-too-small
    pool-padding same-with-stride unfold window-argument window-too-large`,
  normalization: 'normalized-shape parameter-shape per-channel running-missing',
  'batch-normalization': 'one-value-per-channel',
  attention: 'attention-causal attention-heads attention-shape mask-and-causal mask-dtype mask-shape query-heads',
  embedding: 'embedding-bag padding-index table-rank',
  dropout: 'dropout-probability dropout2d-rank',
  'activation-function': 'prelu-weight',
  'gradient-clipping': 'nonfinite-norm',
  'neural-network':
    'module-index module-member-name module-path module-without-forward recurrent-shape state-dict init-rank',
}

const byClass: Record<string, string> = {
  ShapeError: 'tensor',
  DtypeError: 'tensor',
  IndexError: 'tensor',
  GradError: 'automatic-differentiation',
}

/** The slug of a term, by code and by class of error. */
export const errorTerms: Readonly<Record<string, string>> = {
  ...byClass,
  ...Object.fromEntries(
    Object.entries(codesByTerm).flatMap(([term, codes]) => codes.split(/\s+/).map((code) => [code, term])),
  ),
}
