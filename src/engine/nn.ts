/** The namespace of PyTorch's torch.nn. */
export { Module } from './nn/module.ts'
export { Parameter } from './nn/parameter.ts'
export { ModuleDict, ModuleList, Sequential } from './nn/containers.ts'
export { ParameterDict, ParameterList } from './nn/parameter-containers.ts'
export { Bilinear, Identity, Linear } from './nn/linear.ts'
export { Conv1d, Conv2d, Conv3d } from './nn/conv.ts'
export { ConvTranspose1d, ConvTranspose2d, ConvTranspose3d } from './nn/conv-transpose.ts'
export { MaxPool1d, MaxPool2d, MaxPool3d, MaxUnpool1d, MaxUnpool2d } from './nn/max-pool.ts'
export { AvgPool1d, AvgPool2d, AvgPool3d, LPPool1d, LPPool2d } from './nn/avg-pool.ts'
export {
  AdaptiveAvgPool1d,
  AdaptiveAvgPool2d,
  AdaptiveAvgPool3d,
  AdaptiveMaxPool1d,
  AdaptiveMaxPool2d,
} from './nn/adaptive-pool.ts'
export {
  BatchNorm1d,
  BatchNorm2d,
  BatchNorm3d,
  InstanceNorm1d,
  InstanceNorm2d,
  InstanceNorm3d,
} from './nn/batch-norm.ts'
export { GroupNorm, LayerNorm, LocalResponseNorm, RMSNorm } from './nn/layer-norm.ts'
export { Embedding, EmbeddingBag } from './nn/embedding.ts'
export { AlphaDropout, Dropout, Dropout1d, Dropout2d, Dropout3d, FeatureAlphaDropout } from './nn/dropout.ts'
export { ReLU, Sigmoid, Tanh } from './nn/activation.ts'
export {
  Hardsigmoid,
  Hardswish,
  LogSigmoid,
  Mish,
  ReLU6,
  SELU,
  SiLU,
  Softsign,
  Tanhshrink,
} from './nn/more-activations.ts'
export { CELU, ELU, LeakyReLU, PReLU, RReLU, Threshold } from './nn/rectifiers.ts'
export { GELU, GLU, Hardshrink, Hardtanh, Softplus, Softshrink } from './nn/shaped-activation.ts'
export { LogSoftmax, Softmax, Softmax2d, Softmin } from './nn/softmax.ts'
export { ChannelShuffle, Flatten, Fold, PixelShuffle, PixelUnshuffle, Unflatten, Unfold } from './nn/shape.ts'
export {
  CircularPad1d,
  CircularPad2d,
  CircularPad3d,
  ConstantPad1d,
  ConstantPad2d,
  ConstantPad3d,
  ReflectionPad1d,
  ReflectionPad2d,
  ReflectionPad3d,
  ReplicationPad1d,
  ReplicationPad2d,
  ReplicationPad3d,
  ZeroPad1d,
  ZeroPad2d,
  ZeroPad3d,
} from './nn/padding.ts'
export { Upsample, UpsamplingBilinear2d, UpsamplingNearest2d } from './nn/upsample.ts'
export { HuberLoss, L1Loss, MSELoss, SmoothL1Loss } from './nn/regression-losses.ts'
export {
  BCELoss,
  BCEWithLogitsLoss,
  MultiLabelSoftMarginLoss,
  MultiMarginLoss,
  NLLLoss,
} from './nn/classification-losses.ts'
export { CrossEntropyLoss } from './nn/cross-entropy-loss.ts'
export { GaussianNLLLoss, KLDivLoss, PoissonNLLLoss } from './nn/likelihood-losses.ts'
export {
  CosineEmbeddingLoss,
  HingeEmbeddingLoss,
  MarginRankingLoss,
  SoftMarginLoss,
  TripletMarginLoss,
} from './nn/margin-losses.ts'
export { CosineSimilarity, PairwiseDistance } from './nn/distance.ts'
export { MultiheadAttention } from './nn/multihead-attention.ts'
export {
  TransformerDecoder,
  TransformerDecoderLayer,
  TransformerEncoder,
  TransformerEncoderLayer,
} from './nn/transformer.ts'
export { Transformer } from './nn/encoder-decoder.ts'
export { GRU, LSTM, RNN } from './nn/recurrent.ts'
export { GRUCell, LSTMCell, RNNCell } from './nn/recurrent-cells.ts'
export * as functional from './functional.ts'
export * as init from './nn/init.ts'
export * as utils from './nn/utils.ts'
