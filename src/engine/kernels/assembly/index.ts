/** All kernels. Numbers are float32 unless it says otherwise; arrays are byte addresses in the memory that was given. */
export { binary, binaryBroadcast, scalar } from './binary.ts'
export { placeClasses, takeClasses } from './classes.ts'
export { slide } from './columns.ts'
export { convolutionScratch, convolve, convolveBack, convolveWeight } from './convolution.ts'
export { copyStrided, fill } from './copy.ts'
export { choose, compare } from './masks.ts'
export { matmul, matmulScratch } from './matmul.ts'
export { normalize, normalizeBack, normalizeGroupWeights, normalizeWeights } from './normalize.ts'
export { adam, sgd } from './optimizers.ts'
export { addAtPlaces, largestInWindows, takeAtPlaces } from './pooling.ts'
export { extremePlaces, reduceAll, reduceRows, sumGroups, sumMiddle, variances } from './reduce.ts'
export { logSoftmax, logSoftmaxBack, softmax, softmaxBack } from './softmax.ts'
export { addRows, takeRows } from './table.ts'
export { sines, unary } from './unary.ts'

/** The first byte that is free for others: the kernels' own constants stand before it. */
export function firstFree(): usize {
  return (__heap_base + 15) & ~15
}

/** Whether products are fused with sums. */
export function isRelaxed(): bool {
  return ASC_FEATURE_RELAXED_SIMD
}
