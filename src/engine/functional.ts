/** The namespace of PyTorch's torch.nn.functional: one line for each family that has members there. */
export { tanh } from './ops/hyperbolic.ts'
export { logsigmoid, sigmoid } from './ops/sigmoid.ts'
export { leakyRelu, leakyRelu_, prelu, relu, relu_, threshold, threshold_ } from './ops/rectifiers.ts'
export { rrelu, rrelu_ } from './ops/rrelu.ts'
export { hardshrink, hardsigmoid, hardswish, hardtanh, hardtanh_, relu6, softshrink } from './ops/hard-functions.ts'
export { celu, celu_, elu, elu_, selu, selu_ } from './ops/exponential-units.ts'
export { glu } from './ops/glu.ts'
export { gelu, mish, silu, softplus, softsign, tanhshrink } from './ops/smooth-units.ts'
export { logSoftmaxChoosing as logSoftmax, softmaxChoosing as softmax, softmin } from './ops/softmax.ts'
export { bilinear, linear } from './ops/linear.ts'
export { conv1d, conv2d, conv3d } from './ops/conv.ts'
export { convTranspose1d, convTranspose2d, convTranspose3d } from './ops/conv-transpose.ts'
export { maxPool1d, maxPool2d, maxPool3d, maxUnpool1d, maxUnpool2d } from './ops/max-pool.ts'
export { avgPool1d, avgPool2d, avgPool3d, lpPool1d, lpPool2d } from './ops/avg-pool.ts'
export {
  adaptiveAvgPool1d,
  adaptiveAvgPool2d,
  adaptiveAvgPool3d,
  adaptiveMaxPool1d,
  adaptiveMaxPool2d,
} from './ops/adaptive-pool.ts'
export { batchNorm, instanceNorm } from './ops/batch-norm.ts'
export { groupNorm, layerNorm, rmsNorm } from './ops/layer-norm.ts'
export { localResponseNorm } from './ops/response-norm.ts'
export { huberLoss, l1Loss, mseLoss, smoothL1Loss } from './ops/regression-losses.ts'
export { nllLoss } from './ops/nll-loss.ts'
export { crossEntropy } from './ops/cross-entropy.ts'
export { binaryCrossEntropy, binaryCrossEntropyWithLogits } from './ops/binary-losses.ts'
export { gaussianNllLoss, klDiv, poissonNllLoss } from './ops/likelihood-losses.ts'
export {
  hingeEmbeddingLoss,
  marginRankingLoss,
  multiMarginLoss,
  multilabelSoftMarginLoss,
  softMarginLoss,
} from './ops/margin-losses.ts'
export { cosineEmbeddingLoss, tripletMarginLoss } from './ops/embedding-losses.ts'
export { cosineSimilarity, normalize, pairwiseDistance } from './ops/similarity.ts'
export { oneHot } from './ops/one-hot.ts'
export { pad } from './ops/pad.ts'
export { interpolate, upsample } from './ops/interpolate.ts'
export { channelShuffle, pixelShuffle, pixelUnshuffle } from './ops/pixel-shuffle.ts'
export { embedding } from './ops/embedding.ts'
export { fold, unfold } from './ops/unfold.ts'
export { alphaDropout, dropout, dropout1d, dropout2d, dropout3d, featureAlphaDropout } from './ops/dropout.ts'
export { scaledDotProductAttention } from './ops/attention.ts'
export { gumbelSoftmax } from './random/gumbel-softmax.ts'
export { multiHeadAttentionForward } from './ops/multi-head-attention.ts'
export { embeddingBag } from './ops/embedding-bag.ts'
export { affineGrid, gridSample } from './ops/grid-sample.ts'
