/**
 * The worker in which a cell runs, on the whole engine and with the data sets. Bundled with it into one classic script, which the page fetches and
 * the frame starts from a blob.
 */
import * as lexigrad from '../../engine/index.ts'
import * as data from '../library/data/index.ts'
import { startWorker } from './start-worker.ts'

startWorker({ lexigrad, 'lexigrad/data': data })
