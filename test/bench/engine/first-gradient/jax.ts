/** The gradient of W0, by a script that holds no more of jax-js than that needs. */
import { grad, init, numpy as np } from '@jax-js/jax'

await init('wasm')
const dw = grad((w: np.Array) => np.square(w.mul(3).sub(10)))(np.array(2))
postMessage(String(dw.js()))
