/** The namespace of PyTorch's torch.nn.init. */
export { calculateGain } from './init/fans.ts'
export { constant_, dirac_, eye_, normal_, ones_, truncNormal_, uniform_, zeros_ } from './init/fill.ts'
export { kaimingNormal_, kaimingUniform_, xavierNormal_, xavierUniform_ } from './init/scaled.ts'
export { orthogonal_, sparse_ } from './init/orthogonal.ts'
