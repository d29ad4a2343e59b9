/** The namespace of PyTorch's torch.nn.utils. */
export { clipGradNorm_, clipGradValue_ } from './clip.ts'
export { parametersToVector, vectorToParameters } from './vector.ts'
