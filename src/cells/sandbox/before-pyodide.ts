/**
 * Stands before the import of Pyodide. Its loader refuses to run in a classic worker, which it knows by whether scripts
 * can be imported: a module worker from a blob dies without a word, so ours is a classic one, and no script can be
 * imported in it either way.
 */
import { hide } from './harden.ts'

hide(globalThis, 'importScripts')
