/**
 * Where data sets come from. A cell asks for them in the midst of its run and cannot wait, so whoever runs it has them at
 * hand before it begins: the page's worker as bytes that came with the code, the proof on its disk.
 */

/** The data sets that are files beside this one. What ends in `.bin` is compressed with gzip, and read without. */
export const dataFiles = { digits: './digits.bin', declaration: './declaration.json' } as const
export type DataName = keyof typeof dataFiles

export interface DataSource {
  /** The bytes of a data set; undefined where they could not be had. */
  read(name: DataName): Uint8Array | undefined
  /** The language of the text that the cell stands in. */
  locale: string
}

let current: DataSource = { read: () => undefined, locale: 'en' }

/** Sets where the next run finds its data. */
export function provideData(source: DataSource): void {
  current = source
}

export const dataSource = (): DataSource => current
