/** Before each test file: other kernels than the plain ones, if LEXIGRAD_KERNELS names them. */
if (process.env.LEXIGRAD_KERNELS) await import('./use-kernels.ts')
