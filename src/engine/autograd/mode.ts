/** Whether operations are recorded. */
let enabled = true

/** Whether what is computed now is recorded. @example noGrad(() => isGradEnabled()) // false */
export const isGradEnabled = (): boolean => enabled

/** Switches recording and returns what it was: for callers that enter and leave by hand. @example const was = setGradEnabled(false); setGradEnabled(was); was // true */
export function setGradEnabled(value: boolean): boolean {
  const previous = enabled
  enabled = value
  return previous
}

function scope(value: boolean): Disposable {
  const previous = setGradEnabled(value)
  return {
    [Symbol.dispose]() {
      setGradEnabled(previous)
    },
  }
}

function run<T>(value: boolean, body?: () => T): T | Disposable {
  if (body === undefined) return scope(value)
  const previous = setGradEnabled(value)
  try {
    return body()
  } finally {
    setGradEnabled(previous)
  }
}

/**
 * Runs `body` without recording: what it computes has no `gradFn`. Without a body, a scope for `using`.
 * @param body  synchronous; recording is on again when it returns
 * @example const w = tensor([1], { requiresGrad: true }); noGrad(() => w.sub_(0.5)).tolist() // [0.5]
 * @example
 * const w = tensor([1], { requiresGrad: true })
 * {
 *   using _ = noGrad()
 *   w.sub_(0.5)
 * }
 * w.tolist() // [0.5]
 */
export function noGrad<T>(body: () => T): T
export function noGrad(): Disposable
export function noGrad<T>(body?: () => T): T | Disposable {
  return run(false, body)
}

/** Records again inside a `noGrad`. @example noGrad(() => enableGrad(() => isGradEnabled())) // true */
export function enableGrad<T>(body: () => T): T
export function enableGrad(): Disposable
export function enableGrad<T>(body?: () => T): T | Disposable {
  return run(true, body)
}
