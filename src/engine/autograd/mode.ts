/** Whether operations are recorded. */
let enabled = true

export const isGradEnabled = (): boolean => enabled

/** Switches recording and returns what it was: for callers that enter and leave by hand. */
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
 * @example noGrad(() => w.sub_(w.grad.mul(0.1)))
 * @example { using _ = noGrad(); w.sub_(w.grad.mul(0.1)) }
 */
export function noGrad<T>(body: () => T): T
export function noGrad(): Disposable
export function noGrad<T>(body?: () => T): T | Disposable {
  return run(false, body)
}

/** Records again inside a `noGrad`. */
export function enableGrad<T>(body: () => T): T
export function enableGrad(): Disposable
export function enableGrad<T>(body?: () => T): T | Disposable {
  return run(true, body)
}
