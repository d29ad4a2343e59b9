/** jax-js: each step compiled with `jit`, as its guide asks for speed. `.ref` keeps an array that a call would consume. */
import { init, jit, lax, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax'
import type { Given, Numbers, Task, Workloads } from '../works.ts'

type Arrays = Record<string, np.Array>

/** The one thread that a page without special headers has: its workers need memory that is shared. */
export const prepare = async () => void (await init('wasm'))

export const workloads: Workloads = {
  W0(given) {
    const x = of(given.x!)
    const w = of(given.w!)
    const loss = (w: np.Array, x: np.Array) => np.square(w.mul(x).sub(10))
    const compiled = jit(valueAndGrad(loss))
    let last: [np.Array, np.Array] | undefined
    return {
      step() {
        tree.dispose(last)
        last = compiled(w.ref, x.ref) as [np.Array, np.Array]
        compute(last[0].ref)
        compute(last[1].ref)
      },
      loss: () => read(last![0].ref) + read(last![1].ref) / 100,
    }
  },
  W1: (given) =>
    train(given, sgd(0.05), (p, x, y) => {
      const hidden = np.tanh(linear(p, '2', np.tanh(linear(p, '0', x))))
      return np.square(linear(p, '4', hidden).sub(y)).mean()
    }),
  W2: (given) =>
    train(oneHot(given, 10), sgd(0.05), (p, x, y) => crossEntropy(linear(p, '2', nn.relu(linear(p, '0', x))), y)),
  W3: (given) =>
    train(oneHot(given, 10), adam(0.001), (p, x, y) => {
      const first = pool(nn.relu(convolution(p, '0', x)), 32, 8, 26)
      const second = pool(nn.relu(convolution(p, '3', first)), 32, 16, 11)
      return crossEntropy(linear(p, '7', second.reshape([32, 400])), y)
    }),
  W4(given) {
    return train(oneHot(given, 64), adam(0.001), gptLoss)
  },
  'W5-256': multiply,
  'W5-512': multiply,
  'W5-1024': multiply,
}

const of = ({ shape, data }: Numbers): np.Array => np.array(data).reshape([...shape])
const read = (x: np.Array): number => x.dataSync()[0]!

/** What nobody has read is not computed yet, and never will be once it is disposed of. */
const compute = (x: np.Array): void => void x.dataSync()

/** Labels as rows of zeros with a one: a gather's gradient is dearer. */
function oneHot(given: Given, classes: number): Given {
  const { y, ...rest } = given
  const data = new Float32Array(y!.data.length * classes)
  y!.data.forEach((label, i) => (data[i * classes + label] = 1))
  return { ...rest, y: { shape: [y!.data.length, classes], data } }
}

const linear = (p: Arrays, name: string, x: np.Array): np.Array =>
  np.matmul(x, p[`${name}.weight`]!.ref.transpose()).add(p[`${name}.bias`]!.ref)

const convolution = (p: Arrays, name: string, x: np.Array): np.Array =>
  lax.conv(x, p[`${name}.weight`]!.ref, [1, 1], 'VALID').add(p[`${name}.bias`]!.ref.reshape([1, -1, 1, 1]))

function pool(x: np.Array, batch: number, channels: number, size: number): np.Array {
  const half = size >> 1
  const even = size % 2 === 0 ? x : x.slice([], [], [0, 2 * half], [0, 2 * half])
  return even.reshape([batch, channels, half, 2, half, 2]).max([3, 5])
}

const crossEntropy = (logits: np.Array, y: np.Array): np.Array =>
  nn.logSoftmax(logits, -1).mul(y).sum(-1).mean().mul(-1)

function norm(p: Arrays, name: string, x: np.Array): np.Array {
  const centred = x.ref.sub(x.mean(-1, { keepdims: true }))
  const variance = np.square(centred.ref).mean(-1, { keepdims: true })
  return centred
    .div(np.sqrt(variance.add(1e-5)))
    .mul(p[`${name}.weight`]!.ref)
    .add(p[`${name}.bias`]!.ref)
}

function gptLoss(p: Arrays, x: np.Array, y: np.Array): np.Array {
  const chosen = nn.oneHot(x.reshape([256]).astype(np.int32), 64)
  let h = np.matmul(chosen, p['tokens.weight']!.ref).reshape([8, 32, 64]).add(p['positions.weight']!.ref)
  for (const at of ['blocks.0', 'blocks.1']) {
    const [q, k, v] = np
      .split(linear(p, `${at}.qkv`, norm(p, `${at}.norm1`, h.ref)), 3, -1)
      .map((part) => part.reshape([8, 32, 4, 16])) as [np.Array, np.Array, np.Array]
    const seen = nn.dotProductAttention(q, k, v, { isCausal: true }).reshape([8, 32, 64])
    h = h.add(linear(p, `${at}.out`, seen))
    h = h.ref.add(linear(p, `${at}.down`, nn.relu(linear(p, `${at}.up`, norm(p, `${at}.norm2`, h)))))
  }
  return crossEntropy(linear(p, 'head', norm(p, 'norm', h)).reshape([256, 64]), y)
}

interface Optimizer {
  start(parameters: Arrays): Arrays
  update(parameters: Arrays, gradients: Arrays, state: Arrays): [Arrays, Arrays]
}

const each = (arrays: Arrays, f: (name: string) => np.Array): Arrays =>
  Object.fromEntries(Object.keys(arrays).map((name) => [name, f(name)]))

const sgd = (lr: number): Optimizer => ({
  start: () => ({}),
  update: (p, g, state) => [each(p, (name) => p[name]!.sub(g[name]!.mul(lr))), state],
})

const adam = (lr: number, [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8]): Optimizer => ({
  start: (p) =>
    Object.fromEntries([
      ...Object.keys(p).flatMap((name) => [
        [`m.${name}`, np.zeros(p[name]!.shape)],
        [`v.${name}`, np.zeros(p[name]!.shape)],
      ]),
      ['power1', np.array(1)],
      ['power2', np.array(1)],
    ]),
  update(p, g, state) {
    const power1 = state.power1!.mul(beta1!)
    const power2 = state.power2!.mul(beta2!)
    const next: Arrays = {}
    const moved = each(p, (name) => {
      const m = state[`m.${name}`]!.mul(beta1!).add(g[name]!.ref.mul(1 - beta1!))
      const v = state[`v.${name}`]!.mul(beta2!).add(np.square(g[name]!).mul(1 - beta2!))
      next[`m.${name}`] = m.ref
      next[`v.${name}`] = v.ref
      const first = m.div(np.array(1).sub(power1.ref))
      const second = v.div(np.array(1).sub(power2.ref))
      return p[name]!.sub(first.mul(lr).div(np.sqrt(second).add(epsilon!)))
    })
    return [moved, { ...next, power1, power2 }]
  },
})

function train(
  given: Given,
  { start, update }: Optimizer,
  lossOf: (parameters: Arrays, x: np.Array, y: np.Array) => np.Array,
): Task {
  const { x: givenX, y: givenY, ...rest } = given
  const [x, y] = [of(givenX!), of(givenY!)]
  let parameters = Object.fromEntries(Object.entries(rest).map(([name, numbers]) => [name, of(numbers)])) as Arrays
  let state = start(parameters)
  let loss: np.Array | undefined
  const step = jit((parameters: Arrays, state: Arrays, x: np.Array, y: np.Array) => {
    const [value, gradients] = valueAndGrad(lossOf)(tree.ref(parameters), x, y) as [np.Array, Arrays]
    return [value, ...update(parameters, gradients, state)] as [np.Array, Arrays, Arrays]
  })
  return {
    step() {
      loss?.dispose()
      ;[loss, parameters, state] = step(parameters, state, x.ref, y.ref) as [np.Array, Arrays, Arrays]
      compute(loss.ref)
    },
    loss: () => read(loss!.ref),
  }
}

function multiply(given: Given): Task {
  const [a, b] = [of(given.a!), of(given.b!)]
  let c: np.Array | undefined
  return {
    step() {
      c?.dispose()
      c = np.matmul(a.ref, b.ref)
      compute(c.ref.slice(0, 0))
    },
    loss: () => read(np.abs(c!.ref).mean()),
  }
}
