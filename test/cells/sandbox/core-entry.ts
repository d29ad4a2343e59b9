/** The core of the engine as its worker has it, to be bundled by a test. */
import * as core from '../../../src/engine/core.ts'
import { coreNamespaces, refuseLackingMethods } from '../../../src/cells/sandbox/core-engine.ts'

export { onWanting } from '../../../src/engine/core/wanting.ts'
export { watched } from '../../../src/cells/sandbox/core-engine.ts'

/** Before those that the core lacks are put there. */
export const ownMethods = Object.getOwnPropertyNames(core.Tensor.prototype)
refuseLackingMethods(core.Tensor)
export const methods = Object.getOwnPropertyNames(core.Tensor.prototype)
export const engine = coreNamespaces(core)
