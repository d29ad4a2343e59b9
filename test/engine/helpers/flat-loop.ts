/**
 * A loop of training steps without a single `await`, as readers write it, in a process of its own: tells how much memory
 * there is in use after some steps and after all. Run with --expose-gc: `node --expose-gc flat-loop.ts plain backward`.
 */
import './choose-kernels.ts'
import { arenaUse } from '../../../src/engine/kernels/arena.ts'
import { matmul, nn, noGrad, optim, rand, type Tensor } from '../../../src/engine/index.ts'

const [way, steps] = [process.argv[2]!, Number(process.argv[3])]
const [x, y] = [rand(6, 3), rand(6, 1)]
const w = rand(3, 1).requiresGrad_()
const model = new nn.Sequential(new nn.Linear(3, 5), new nn.Tanh(), new nn.Linear(5, 1))
const optimizer = new optim.SGD([...model.parameters(), w], { lr: 0.01 })
let kept: Tensor | null = null

/** Once through a model whose parts nobody sees, and once step by step. */
const loss = () => {
  const product = matmul(x, w)
  kept = product
  return (model(x) as Tensor).add(product).sub(y).square().mean()
}

const ways: Record<string, () => unknown> = {
  backward() {
    optimizer.zeroGrad()
    loss().backward()
    optimizer.step()
  },
  forward: loss,
  noGrad: () => noGrad(loss),
  both() {
    noGrad(loss)
    loss().backward()
    noGrad(() => w.sub_(w.grad!.mul(0.01)))
    w.grad = null
    optimizer.zeroGrad()
  },
}

function inUse(): number {
  const { heapUsed, arrayBuffers } = (gc!(), gc!(), process.memoryUsage())
  return heapUsed + arrayBuffers + arenaUse().reserved
}

const step = ways[way]!
for (let i = 0; i < steps / 10; i++) step()
const before = inUse()
for (let i = 0; i < steps; i++) step()
console.log(JSON.stringify({ before, after: inUse(), kept: kept!.numel() }))
