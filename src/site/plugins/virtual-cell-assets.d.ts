/** The addresses of what a cell needs in order to run, see cell-assets.ts. */
declare module 'virtual:cell-assets' {
  export const frameUrl: string
  /** The workers on the core of the engine and on the whole. */
  export const workerUrl: string
  export const wholeWorkerUrl: string
  /** Two builds of the engine's kernels; `supportedBuild` says which one a browser accepts. */
  export const kernelUrls: { readonly relaxed: string; readonly plain: string }
  /** The data sets that cells import. */
  export const dataUrls: { readonly digits: string; readonly declaration: string }
}

/** What the whole engine has beyond its core, in words separated by spaces, see engine-core.ts. */
declare module 'virtual:engine-names' {
  /** Exports, names of namespaces and methods. */
  export const wholeNames: string
  /** Methods of tensors alone. */
  export const wholeMethods: string
}
