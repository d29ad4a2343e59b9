/** The namespace of PyTorch's torch.nn.functional: one line for each family that has members there. */
export { relu, sigmoid, tanh } from './ops/pointwise.ts'
