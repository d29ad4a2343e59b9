/** The addresses of what a cell needs in order to run, see cell-assets.ts. */
declare module 'virtual:cell-assets' {
  import type { PythonFiles } from '../../cells/sandbox/load-python.ts'

  export const frameUrl: string
  /** The workers on the core of the engine and on the whole. */
  export const workerUrl: string
  export const wholeWorkerUrl: string
  /** Two builds of the engine's kernels; `supportedBuild` says which one a browser accepts. */
  export const kernelUrls: { readonly relaxed: string; readonly plain: string }
  /** The data sets that cells import. */
  export const dataUrls: { readonly digits: string; readonly declaration: string }
  /** What Python is made of. */
  export const pythonFiles: PythonFiles
}

/** `torch` and what else a cell of Python may import of ours, see python-package.ts. */
declare module 'virtual:python-files' {
  import type { PackageFiles } from '../../python/package-files.ts'

  export const packageFiles: PackageFiles
}

/** Pyodide has no types for what its loader loads. */
declare module 'pyodide/pyodide.asm.mjs' {
  const createPyodideModule: (settings: object) => Promise<object>
  export default createPyodideModule
}

/** What the whole engine has beyond its core, in words separated by spaces, see engine-core.ts. */
declare module 'virtual:engine-names' {
  /** Exports, names of namespaces and methods. */
  export const wholeNames: string
  /** Methods of tensors alone. */
  export const wholeMethods: string
}
