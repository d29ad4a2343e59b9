/**
 * js-pytorch: nested arrays of JavaScript. What it lacks and can be said in its own operations is (tanh, SGD, a layer
 * norm with ε, Adam's bias correction); a convolution cannot.
 */
import { torch } from 'js-pytorch'
import type { Given, Numbers, Task, Workloads } from '../works.ts'

type Tensor = InstanceType<typeof torch.Tensor>
type Tensors = Record<string, Tensor>
type Nested = number | Nested[]

export const workloads: Workloads = {
  W0(given) {
    const x = of(given.x!)
    const w = of(given.w!, true)
    let loss: Tensor
    return {
      step() {
        w.zero_grad()
        loss = w.mul(x).sub(10).pow(2)
        loss.backward()
      },
      loss: () => read(loss) + read(w._grad) / 100,
    }
  },
  W1: (given) =>
    train(given, sgd(0.05), (p, x, y) => {
      const hidden = tanh(linear(p, '2', tanh(linear(p, '0', x))))
      return mean(linear(p, '4', hidden).sub(y).pow(2), 100)
    }),
  W2: (given) =>
    train(given, sgd(0.05), (p, x, y) => crossEntropy.forward(linear(p, '2', relu.forward(linear(p, '0', x))), y)),
  W4: (given) => train(given, adam(0.001), gptLoss),
  'W5-256': multiply,
  'W5-512': multiply,
  'W5-1024': multiply,
}

const relu = new torch.nn.ReLU()
const crossEntropy = new torch.nn.CrossEntropyLoss()

function of({ shape, data }: Numbers, requiresGrad = false): Tensor {
  let next = 0
  const nest = (d: number): Nested =>
    d === shape.length ? data[next++]! : Array.from({ length: shape[d]! }, () => nest(d + 1))
  const nested = nest(0)
  return torch.tensor(typeof nested === 'number' ? [nested] : nested, requiresGrad)
}

const read = (x: Tensor): number => ([x.data].flat(Infinity) as number[])[0]!

/** Its weights stand as [in, out]. */
function transposed({ shape: [rows, columns], data }: Numbers): Numbers {
  const turned = Float32Array.from(data, (_, i) => data[(i % rows!) * columns! + Math.floor(i / rows!)]!)
  return { shape: [columns!, rows!], data: turned }
}

const linear = (p: Tensors, name: string, x: Tensor): Tensor => x.matmul(p[`${name}.weight`]!).add(p[`${name}.bias`]!)

/** tanh x = (exp 2x − 1) / (exp 2x + 1) */
function tanh(x: Tensor): Tensor {
  const twice = torch.exp(x.mul(2))
  return twice.sub(1).div(twice.add(1))
}

const mean = (x: Tensor, count: number): Tensor => x.reshape([count]).mean(-1)

function norm(p: Tensors, name: string, x: Tensor): Tensor {
  const centred = x.sub(x.mean(-1, true))
  const deviation = centred.pow(2).mean(-1, true).add(1e-5).sqrt()
  return centred.div(deviation).mul(p[`${name}.weight`]!).add(p[`${name}.bias`]!)
}

const ones = torch.ones([32, 32], false)

/** Its own sums along the wrong side of a square on the way back; a product with ones does not. */
function softmax(scores: Tensor): Tensor {
  const powers = torch.exp(scores)
  return powers.div(powers.matmul(ones))
}

const mask = torch.tril([32, 32], false)

function gptLoss(p: Tensors, x: Tensor, y: Tensor): Tensor {
  const tokens = (x.data as number[][]).flat()
  let h = p['tokens.weight']!.at(tokens).reshape([8, 32, 64]).add(p['positions.weight']!)
  for (const at of ['blocks.0', 'blocks.1']) {
    const normed = norm(p, `${at}.norm1`, h)
    const [q, k, v] = ['q', 'k', 'v'].map((part) =>
      linear(p, `${at}.${part}`, normed).reshape([8, 32, 4, 16]).transpose(1, 2),
    ) as [Tensor, Tensor, Tensor]
    const scores = q.matmul(k.transpose(-2, -1)).div(4)
    const weights = softmax(scores.masked_fill(torch.broadcast(mask, scores), (seen) => seen === 0, -Infinity))
    const seen = weights.matmul(v).transpose(1, 2).reshape([8, 32, 64])
    h = h.add(linear(p, `${at}.out`, seen))
    h = h.add(linear(p, `${at}.down`, relu.forward(linear(p, `${at}.up`, norm(p, `${at}.norm2`, h)))))
  }
  return crossEntropy.forward(linear(p, 'head', norm(p, 'norm', h)), y)
}

type Update = (parameters: Tensor[]) => () => void

const sgd =
  (lr: number): Update =>
  (parameters) =>
  () => {
    for (const p of parameters) p._data = p.sub(p._grad.mul(lr))._data
  }

/** Its Adam leaves the bias in; the same correction can be put into its rate and its ε. */
const adam =
  (lr: number): Update =>
  (parameters) => {
    const optimizer = new torch.optim.Adam(parameters, lr, 0, [0.9, 0.999], 1e-8)
    let steps = 0
    return () => {
      steps++
      const correction = Math.sqrt(1 - 0.999 ** steps)
      optimizer.lr = (lr * correction) / (1 - 0.9 ** steps)
      optimizer.eps = 1e-8 * correction
      optimizer.step()
    }
  }

/** Queries, keys and values are layers of their own here: it cannot split a tensor. */
function parametersOf(rest: Given): Tensors {
  const parameters: Tensors = {}
  for (const [name, numbers] of Object.entries(rest)) {
    const isLinear = numbers.shape.length === 2 && !name.startsWith('tokens') && !name.startsWith('positions')
    if (!name.includes('.qkv.')) {
      parameters[name] = of(isLinear ? transposed(numbers) : numbers, true)
      continue
    }
    const third = numbers.data.length / 3
    for (const [i, part] of ['q', 'k', 'v'].entries()) {
      const shape = [64, ...numbers.shape.slice(1)]
      const own = { shape, data: numbers.data.slice(i * third, (i + 1) * third) }
      parameters[name.replace('.qkv.', `.${part}.`)] = of(isLinear ? transposed(own) : own, true)
    }
  }
  return parameters
}

function train(given: Given, update: Update, lossOf: (p: Tensors, x: Tensor, y: Tensor) => Tensor): Task {
  const { x: givenX, y: givenY, ...rest } = given
  const [x, y] = [of(givenX!), of(givenY!)]
  const parameters = parametersOf(rest)
  const all = Object.values(parameters)
  const change = update(all)
  let loss: Tensor
  return {
    step() {
      for (const p of all) p.zero_grad()
      loss = lossOf(parameters, x, y)
      loss.backward()
      change()
    },
    loss: () => read(loss),
  }
}

function multiply(given: Given): Task {
  const [a, b] = [of(given.a!), of(given.b!)]
  let c: Tensor
  return {
    step: () => void (c = torch.matmul(a, b)),
    loss() {
      const numbers = (c.data as number[][]).flat()
      return numbers.reduce((sum, number) => sum + Math.abs(number), 0) / numbers.length
    },
  }
}
