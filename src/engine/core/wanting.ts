/**
 * What the core does instead of going on where it lacks something: in a build of the core alone, errors stand for this as
 * well, for their texts are a third of an engine. Whoever runs code on the core is told, and begins again on the whole.
 */
let tell: () => void = () => {}

/** Sets who is told, before code runs. */
export function onWanting(teller: () => void): void {
  tell = teller
}

/** Tells, and gives something to throw: what stands around it does not go on. */
export function wanting(): Error {
  tell()
  return new Error('The whole engine is wanted.')
}

/** Tells, and does not come back. */
export function raise(): never {
  throw wanting()
}
