/** The types of the names in a page's published cells, as the build works them out. */
export interface TypesOfPage {
  /** By cell id, each name: where it begins and ends in the code [UTF-16 units], and which text it has. */
  cells: Record<string, number[][]>
  /** The type, a sentence in English or nothing, and where more is said. */
  texts: string[][]
}
