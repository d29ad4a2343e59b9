/** What `matplotlib.pyplot` shows, as it crosses from Python: layers and settings, their numbers apart. */
export interface PythonPicture {
  layers: readonly {
    kind: string
    /** Places in the numbers. */
    data: readonly number[]
    [option: string]: unknown
  }[]
  settings: Readonly<Record<string, unknown>>
}
