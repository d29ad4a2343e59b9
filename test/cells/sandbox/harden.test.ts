import { expect, test } from 'vitest'
import { harden } from '../../../src/cells/sandbox/harden.ts'

test('what a cell has no use for is gone, from the scope and from what it inherits', () => {
  class Scope {
    fetch() {}
  }
  class WorkerScope extends Scope {
    postMessage() {}
  }
  const scope = Object.assign(new WorkerScope(), { Worker: class {}, setTimeout: () => 1 })
  harden(scope)
  expect('fetch' in scope || 'postMessage' in scope || 'Worker' in scope).toBe(false)
  expect('fetch' in Scope.prototype).toBe(false)
  expect(scope.setTimeout()).toBe(1)
})

test('what cannot be deleted is undefined', () => {
  const scope = Object.defineProperty({}, 'fetch', { value: 1, writable: true, configurable: false })
  harden(scope)
  expect(scope).toHaveProperty('fetch', undefined)
})

test('an address can be read, but none be made for a blob', () => {
  const URL = Object.assign(() => 1, { createObjectURL: () => 'blob:', parse: () => 1 })
  harden({ URL })
  expect('createObjectURL' in URL).toBe(false)
  expect(URL.parse()).toBe(1)
})
