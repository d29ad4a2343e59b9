/** TensorFlow.js on WebAssembly or plain JavaScript: its own optimisers, losses and layouts (images with channels last). */
import { fileURLToPath } from 'node:url'
import * as tf from '@tensorflow/tfjs'
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import type { Given, Numbers, Task, Workloads } from '../works.ts'

type Tensors = Record<string, tf.Tensor>

export async function prepare(backend: string): Promise<void> {
  if (backend === 'wasm') {
    setThreadsCount(1)
    setWasmPaths(fileURLToPath(new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url)))
  }
  await tf.setBackend(backend)
  if (tf.getBackend() !== backend) throw new Error(`tfjs has no backend ${backend} here.`)
}

export const workloads: Workloads = {
  W0(given) {
    const x = of(given.x!)
    const w = of(given.w!)
    const lossAndGradient = tf.valueAndGrad((w: tf.Tensor) => w.mul(x).sub(10).square())
    let last: { value: tf.Tensor; grad: tf.Tensor } | undefined
    return {
      step() {
        tf.dispose(last)
        last = lossAndGradient(w)
      },
      loss: () => read(last!.value) + read(last!.grad) / 100,
    }
  },
  W1: (given) =>
    train(given, tf.train.sgd(0.05), (p, { x, y }) => {
      const hidden = linear(p, '2', linear(p, '0', x!).tanh()).tanh()
      return linear(p, '4', hidden).sub(y!).square().mean()
    }),
  W2: (given) =>
    train(given, tf.train.sgd(0.05), (p, { x, y }) => crossEntropy(linear(p, '2', linear(p, '0', x!).relu()), y!, 10)),
  W3: (given) =>
    train(given, tf.train.adam(0.001, 0.9, 0.999, 1e-8), (p, { x, y }) => {
      const first = convolve(p, '0', x!.reshape([32, 28, 28, 1])).relu()
      const second = convolve(p, '3', tf.maxPool(first as tf.Tensor4D, 2, 2, 'valid')).relu()
      const pooled = tf.maxPool(second as tf.Tensor4D, 2, 2, 'valid')
      return crossEntropy(linear(p, '7', pooled.transpose([0, 3, 1, 2]).reshape([32, 400])), y!, 10)
    }),
  W4: (given) => train(given, tf.train.adam(0.001, 0.9, 0.999, 1e-8), gptLoss),
  'W5-256': multiply,
  'W5-512': multiply,
  'W5-1024': multiply,
}

const of = ({ shape, data }: Numbers): tf.Tensor => tf.tensor(data, [...shape], 'float32')
const read = (x: tf.Tensor): number => x.dataSync()[0]!

/** Its matMul takes no batch of rows beside a plain matrix in every backend: rows are laid end to end. */
function linear(p: Tensors, name: string, x: tf.Tensor): tf.Tensor {
  const weight = p[`${name}.weight`]!
  const rows = x.reshape([-1, x.shape.at(-1)!])
  const product = tf.matMul(rows as tf.Tensor2D, weight as tf.Tensor2D, false, true).add(p[`${name}.bias`]!)
  return product.reshape([...x.shape.slice(0, -1), weight.shape[0]!])
}

const convolve = (p: Tensors, name: string, x: tf.Tensor): tf.Tensor =>
  tf
    .conv2d(x as tf.Tensor4D, p[`${name}.weight`]!.transpose([2, 3, 1, 0]) as tf.Tensor4D, 1, 'valid')
    .add(p[`${name}.bias`]!)

const oneHot = (x: tf.Tensor, classes: number): tf.Tensor => tf.oneHot(x.flatten().toInt(), classes).toFloat()

const crossEntropy = (logits: tf.Tensor, y: tf.Tensor, classes: number): tf.Tensor =>
  tf.losses.softmaxCrossEntropy(oneHot(y, classes), logits)

function norm(p: Tensors, name: string, x: tf.Tensor): tf.Tensor {
  const centred = x.sub(x.mean(-1, true))
  const variance = centred.square().mean(-1, true)
  return centred.div(variance.add(1e-5).sqrt()).mul(p[`${name}.weight`]!).add(p[`${name}.bias`]!)
}

const later = tf.util.sizeFromShape([32, 32])

function gptLoss(p: Tensors, { x, y }: Tensors): tf.Tensor {
  const mask = tf.tensor(
    Float32Array.from({ length: later }, (_, i) => (i % 32 > Math.floor(i / 32) ? -1e9 : 0)),
    [32, 32],
  )
  let h: tf.Tensor = tf
    .matMul(oneHot(x!, 64) as tf.Tensor2D, p['tokens.weight'] as tf.Tensor2D)
    .reshape([8, 32, 64])
    .add(p['positions.weight']!)
  for (const at of ['blocks.0', 'blocks.1']) {
    const parts = tf.split(linear(p, `${at}.qkv`, norm(p, `${at}.norm1`, h)), 3, -1)
    const [q, k, v] = parts.map((part) => part.reshape([8, 32, 4, 16]).transpose([0, 2, 1, 3])) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ]
    const weights = tf.matMul(q, k, false, true).div(4).add(mask).softmax(-1)
    const seen = tf.matMul(weights, v).transpose([0, 2, 1, 3]).reshape([8, 32, 64])
    h = h.add(linear(p, `${at}.out`, seen))
    h = h.add(linear(p, `${at}.down`, linear(p, `${at}.up`, norm(p, `${at}.norm2`, h)).relu()))
  }
  return crossEntropy(linear(p, 'head', norm(p, 'norm', h)).reshape([256, 64]), y!, 64)
}

function train(given: Given, optimizer: tf.Optimizer, lossOf: (p: Tensors, data: Tensors) => tf.Tensor): Task {
  const { x, y, ...rest } = given
  const data = { x: of(x!), y: of(y!) }
  const parameters = Object.fromEntries(Object.entries(rest).map(([name, numbers]) => [name, tf.variable(of(numbers))]))
  let loss: tf.Scalar | null = null
  return {
    step() {
      loss?.dispose()
      loss = optimizer.minimize(() => lossOf(parameters, data) as tf.Scalar, true, Object.values(parameters))
    },
    loss: () => read(loss!),
  }
}

function multiply(given: Given): Task {
  const [a, b] = [of(given.a!), of(given.b!)] as [tf.Tensor2D, tf.Tensor2D]
  let c: tf.Tensor | undefined
  return {
    step() {
      c?.dispose()
      c = tf.matMul(a, b)
    },
    loss: () => read(c!.abs().mean()),
  }
}
