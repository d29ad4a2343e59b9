/** The namespace of PyTorch's torch.nn.functional: one line for each family that has members there. */
export { tanh } from './ops/hyperbolic.ts'
export { logsigmoid, sigmoid } from './ops/sigmoid.ts'
export { leakyRelu, leakyRelu_, prelu, relu, relu_, rrelu, rrelu_, threshold, threshold_ } from './ops/rectifiers.ts'
export { hardshrink, hardsigmoid, hardswish, hardtanh, hardtanh_, relu6, softshrink } from './ops/hard-functions.ts'
export { celu, celu_, elu, elu_, selu, selu_ } from './ops/exponential-units.ts'
export { gelu, mish, silu, softplus, softsign, tanhshrink } from './ops/smooth-units.ts'
export { logSoftmaxChoosing as logSoftmax, softmaxChoosing as softmax, softmin } from './ops/softmax.ts'
