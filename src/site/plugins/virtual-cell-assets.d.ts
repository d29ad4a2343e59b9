/** The addresses of what a cell needs in order to run, see cell-assets.ts. */
declare module 'virtual:cell-assets' {
  export const frameUrl: string
  export const workerUrl: string
}
