/** Which build of the kernels runs here. */

export type KernelBuild = 'relaxed' | 'plain'

/** The smallest module with one function, whose code is this. */
const moduleOf = (...code: number[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.of(
    ...[0, 97, 115, 109, 1, 0, 0, 0],
    ...[1, 4, 1, 96, 0, 0],
    ...[3, 2, 1, 0],
    ...[10, code.length + 4, 1, code.length + 2, 0, ...code, 11],
  )

/** `i8x16.splat(0)` on the stack. */
const vector = [65, 0, 253, 15]
const drop = 26

/**
 * The build that a browser accepts, or null where WebAssembly or its vectors are missing. A module with one relaxed
 * instruction is refused whole where there is no relaxed SIMD, so that it must be known before anything is fetched.
 */
export function supportedBuild(): KernelBuild | null {
  if (typeof WebAssembly === 'undefined') return null
  if (WebAssembly.validate(moduleOf(...vector, ...vector, ...vector, 253, 133, 2, drop))) return 'relaxed'
  return WebAssembly.validate(moduleOf(...vector, drop)) ? 'plain' : null
}
