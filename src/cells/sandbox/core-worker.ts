/**
 * The worker in which a cell runs on the core of the engine: a quarter of it, and what most cells need. Where a cell
 * reaches for more, its run is begun again on the whole (worker.ts).
 */
import * as core from '../../engine/core.ts'
import { onWanting } from '../../engine/core/wanting.ts'
import { coreNamespaces, refuseLackingMethods, watched } from './core-engine.ts'
import { startWorker } from './start-worker.ts'

refuseLackingMethods(core.Tensor)
startWorker({ lexigrad: coreNamespaces(core) }, { watched, onWanting })
