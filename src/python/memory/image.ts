/**
 * The memory of an interpreter that has booted, as it is shipped: what differs from the memory that WebAssembly itself
 * begins with, and what was in the table of JavaScript's objects. It travels as a WebAssembly module of one custom
 * section, which hosts compress, and which workers share without a copy of their own.
 *
 *     [u32 length of JSON] [JSON] ([u32 bytes that are the same] [u32 bytes that are not] [those bytes])*
 */
export const sectionName = 'memory'

/** As `finalizeBootstrap` of Pyodide takes it. */
export interface ObjectTable {
  hiwireKeys: readonly unknown[]
  immortalKeys: readonly string[]
}

/** Fewer bytes that are the same are not worth the eight that say so. */
const shortest = 32

export function packMemory(base: Uint8Array, memory: Uint8Array, objects: ObjectTable): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(objects))
  const parts: Uint8Array[] = [u32(json.length), json]
  let at = 0
  while (at < memory.length) {
    let from = at
    while (from < memory.length && memory[from] === base[from]) from++
    if (from === memory.length) break
    let to = from + 1
    for (let i = to; i < memory.length && i - to < shortest; i++) if (memory[i] !== base[i]) to = i + 1
    parts.push(u32(from - at), u32(to - from), memory.subarray(from, to))
    at = to
  }
  return moduleOf(concatenate(parts))
}

/** Makes `memory`, as WebAssembly begins with it, what it was when it was packed. */
export function unpackMemory(packed: ArrayBuffer, memory: Uint8Array): ObjectTable {
  const view = new DataView(packed)
  const length = view.getUint32(0, true)
  const objects = JSON.parse(new TextDecoder().decode(new Uint8Array(packed, 4, length))) as ObjectTable
  for (let read = 4 + length, at = 0; read < packed.byteLength;) {
    at += view.getUint32(read, true)
    const count = view.getUint32(read + 4, true)
    memory.set(new Uint8Array(packed, read + 8, count), at)
    at += count
    read += 8 + count
  }
  return objects
}

/** `\0asm`, version 1, and section 0: its size, the length of its name, its name, and the bytes. */
function moduleOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(sectionName)
  const head = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, ...leb128(1 + name.length + bytes.length), name.length]
  return concatenate([Uint8Array.from(head), name, bytes])
}

function leb128(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb128(value >>> 7)]
}

function u32(value: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(value).buffer)
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
