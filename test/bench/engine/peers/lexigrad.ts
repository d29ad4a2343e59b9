/** Lexigrad's engine, in the words of a reader. */
import { functional, matmul, nn, optim, tensor, type Tensor } from '../../../../src/engine/index.ts'
import { useKernels } from '../../../../src/engine/kernels/backend.ts'
import { loadKernels } from '../../../../src/engine/kernels/wasm/load.ts'
import type { Given, Numbers, Task, Workloads } from '../works.ts'
import { Gpt } from './lexigrad-gpt.ts'

/** @param binary  one of the two builds of the kernels; without it plain TypeScript computes */
export function prepare(_backend: string, binary?: BufferSource): void {
  if (binary) useKernels(loadKernels(binary, new WebAssembly.Memory({ initial: 16 })))
}

export const workloads: Workloads = {
  W0(given) {
    const x = of(given.x!)
    const w = of(given.w!).requiresGrad_()
    let loss: Tensor
    return {
      step() {
        w.grad = null
        loss = w.mul(x).sub(10).pow(2)
        loss.backward()
      },
      // Value and gradient in one number, so that both are compared.
      loss: () => Number(loss.item()) + Number(w.grad!.item()) / 100,
    }
  },
  W1(given) {
    const model = new nn.Sequential(
      new nn.Linear(2, 16),
      new nn.Tanh(),
      new nn.Linear(16, 16),
      new nn.Tanh(),
      new nn.Linear(16, 1),
    )
    const [x, y] = [of(given.x!), of(given.y!)]
    return train(model, given, new optim.SGD(model.parameters(), { lr: 0.05 }), () => functional.mseLoss(model(x), y))
  },
  W2(given) {
    const model = new nn.Sequential(new nn.Linear(784, 128), new nn.ReLU(), new nn.Linear(128, 10))
    const [x, y] = [of(given.x!), labels(given.y!)]
    const optimizer = new optim.SGD(model.parameters(), { lr: 0.05 })
    return train(model, given, optimizer, () => functional.crossEntropy(model(x), y))
  },
  W3(given) {
    const model = new nn.Sequential(
      new nn.Conv2d(1, 8, 3),
      new nn.ReLU(),
      new nn.MaxPool2d(2),
      new nn.Conv2d(8, 16, 3),
      new nn.ReLU(),
      new nn.MaxPool2d(2),
      new nn.Flatten(),
      new nn.Linear(400, 10),
    )
    const [x, y] = [of(given.x!), labels(given.y!)]
    const optimizer = new optim.Adam(model.parameters(), { lr: 0.001 })
    return train(model, given, optimizer, () => functional.crossEntropy(model(x), y))
  },
  W4(given) {
    const model = new Gpt()
    const [x, y] = [labels(given.x!), labels(given.y!).reshape(-1)]
    const optimizer = new optim.Adam(model.parameters(), { lr: 0.001 })
    return train(model, given, optimizer, () => functional.crossEntropy(model(x).reshape(-1, 64), y))
  },
  'W5-256': multiply,
  'W5-512': multiply,
  'W5-1024': multiply,
}

function train(model: nn.Module, given: Given, optimizer: optim.Optimizer, forward: () => Tensor): Task {
  const { x: _x, y: _y, ...parameters } = given
  model.loadStateDict(Object.fromEntries(Object.entries(parameters).map(([name, numbers]) => [name, of(numbers)])))
  let loss: Tensor
  return {
    step() {
      optimizer.zeroGrad()
      loss = forward()
      loss.backward()
      optimizer.step()
    },
    loss: () => Number(loss.item()),
  }
}

function multiply(given: Given): Task {
  const [a, b] = [of(given.a!), of(given.b!)]
  let c: Tensor
  return { step: () => void (c = matmul(a, b)), loss: () => Number(c.abs().mean().item()) }
}

const of = ({ shape, data }: Numbers): Tensor => tensor([...data]).reshape([...shape])
const labels = ({ shape, data }: Numbers): Tensor => tensor([...data], { dtype: 'int64' }).reshape([...shape])
