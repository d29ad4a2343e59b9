import { brotliCompressSync, constants } from 'node:zlib'

/** Its size in brotli, found quickly where it is below `limit` without the last effort. [bytes] */
export function brotliSize(content: string | Uint8Array, limit = 0): number {
  const quick = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length
  return quick < limit ? quick : brotliCompressSync(content).length
}
