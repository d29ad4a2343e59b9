/** The addresses of what a cell needs in order to run, see cell-assets.ts. */
declare module 'virtual:cell-assets' {
  export const frameUrl: string
  export const workerUrl: string
  /** Two builds of the engine's kernels; `supportedBuild` says which one a browser accepts. */
  export const kernelUrls: { readonly relaxed: string; readonly plain: string }
}
