import { grad, scalar, setBackend } from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops'

await setBackend('wasm')
const dw = grad((w) => w.mul(3).sub(10).square())(scalar(2))
postMessage(String(dw.dataSync()[0]))
