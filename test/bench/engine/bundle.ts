/** A script and what it imports as one minified file, as a site would ship it. */
import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'
import { engineCore } from '../../../src/site/plugins/engine-core.ts'

/** @param path  below this folder; a script named after the core is made as a cell's worker is */
export async function bundle(path: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: path.endsWith('-core.ts') ? [engineCore()] : [],
    build: {
      write: false,
      minify: true,
      target: 'es2023',
      rolldownOptions: {
        input: fileURLToPath(new URL(path, import.meta.url)),
        // Loaded when a graphics card is asked for, and it is not; Node's own, behind a question whether this is Node.
        external: [/[\\/]web(gpu|gl)-/, /^node:|^(fs|module|path|util|crypto|worker_threads|perf_hooks|os)$/],
        output: { format: 'es', codeSplitting: false },
      },
    },
  })
  const [output] = [result].flat() as Rolldown.RolldownOutput[]
  const chunks = output!.output.filter((part) => part.type === 'chunk')
  if (chunks.length !== 1) throw new Error(`${path} became ${chunks.length} files.`)
  return chunks[0]!.code.trim()
}
