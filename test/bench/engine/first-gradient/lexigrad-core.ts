/** The gradient of W0, by a script that holds the core of the engine, which is what a cell loads: it may call any of it. */
import * as lexigrad from '../../../../src/engine/core.ts'

// So that nothing is left out.
Object.assign(globalThis, { lexigrad })
const { tensor } = lexigrad
const w = tensor(2, { requiresGrad: true })
w.mul(3).sub(10).pow(2).backward()
postMessage(String(w.grad))
