/**
 * `node take.ts FILE`: boots CPython in Node with `torch` imported, and writes its memory to a file, so that a reader's
 * worker begins there and boots nothing.
 */
import { writeFileSync } from 'node:fs'
import { loadPyodide } from 'pyodide'
import { createEngineModule, createInterpreter, environment, type Pyodide } from '../interpreter.ts'
import { readPackageFiles } from '../package-files.ts'
import { packMemory, type ObjectTable } from './image.ts'
import { describeObject, freed } from './objects.ts'

/** What this needs of Pyodide beyond what is public. */
interface Inside {
  _api: { serializeHiwireState(serialize: (object: unknown) => unknown): ObjectTable }
  _module: {
    HEAPU8: Uint8Array
    memory: WebAssembly.Memory
    _malloc(size: number): number
    _free(address: number): void
    __hiwire_get(place: number): unknown
  }
}

/** Modules of the library that cells import, and a program that does once what most of them do. */
const rehearsal = `
import collections, contextlib, copy, dataclasses, datetime, enum, functools, heapq, io, itertools, json, math, operator, os
import pathlib, pprint, random, re, statistics, string, sys, textwrap, time, typing, warnings
import torch
import torch.nn as nn
import torch.nn.functional as F
w = torch.tensor([2.0], requires_grad=True)
loss = ((w * 3 - 10.0) ** 2).sum()
loss.backward()
model = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in range(3):
    optimizer.zero_grad()
    F.mse_loss(model(torch.randn(4, 2)), torch.zeros(4, 1)).backward()
    optimizer.step()
print('loss', loss.item(), w.grad, f'{loss:.3f}', [one for one in range(3)], model)
`
const cleaning = `
import gc, linecache, re, sys
linecache.clearcache()
re.purge()
del sys.modules['__main__']
sys.modules['__main__'] = _main
for _ in range(3):
    gc.collect()
`

let base: Uint8Array | undefined
const { instantiate } = WebAssembly
WebAssembly.instantiate = (async (...given: Parameters<typeof instantiate>) => {
  const made = (await instantiate(...given)) as WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource
  const { memory } = ('instance' in made ? made.instance : made).exports
  if (memory) base = new Uint8Array((memory as WebAssembly.Memory).buffer.slice(0))
  return made
}) as typeof instantiate

const [path] = process.argv.slice(2)
if (!path) throw new Error('take.ts: which file? Give the path to write to.')
const module = createEngineModule()
const loaded = await loadPyodide({ env: { ...environment, PYTHONOPTIMIZE: '2' }, _makeSnapshot: true })
const pyodide = loaded as unknown as Pyodide & Inside
const interpreter = createInterpreter(pyodide, readPackageFiles(), () => undefined, { module })
pyodide.runPython(`import sys; _main = sys.modules['__main__']`)
const { traceback } = interpreter.run(rehearsal, 'rehearsal.py')
if (traceback) throw new Error(traceback)
pyodide.runPython(cleaning)
clearFreeMemory()
const heap = pyodide._module.HEAPU8
if (!base || heap.length !== base.length) throw new Error('Python has outgrown the memory that it begins with.')
writeFileSync(path, packMemory(base, heap, describeObjects()))

/** What was freed holds what it held: bytes that would be sent for nothing. */
function clearFreeMemory(): void {
  const { memory, _malloc, _free } = pyodide._module
  memory.grow = () => {
    throw new RangeError('No more.')
  }
  const taken: number[] = []
  for (let size = 2 ** 20; size >= 16; size /= 2) {
    for (let address = _malloc(size); address !== 0; address = _malloc(size)) {
      pyodide._module.HEAPU8.fill(0, address, address + size)
      taken.push(address)
    }
  }
  taken.forEach(_free)
}

function describeObjects(): ObjectTable {
  const inside = pyodide._module
  const get = inside.__hiwire_get
  inside.__hiwire_get = (place) => {
    const object = get(place)
    return object === undefined ? freed : object
  }
  return pyodide._api.serializeHiwireState((object) => describeObject(object, module.bridge))
}
