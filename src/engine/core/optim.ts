export { Optimizer } from '../optim/optimizer.ts'
export { SGD } from '../optim/sgd.ts'
export { Adam, AdamW } from '../optim/adam.ts'
