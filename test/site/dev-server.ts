/** The server for authors and translators, on a copy of the content. */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The entry that is edited, and those that it needs: a small site answers sooner. */
const kept = ['backpropagation', 'gradient', 'chain-rule', 'loss-function']

export interface DevServer {
  address: string
  /** The copy of the content that it serves and writes. */
  content: string
  close: () => Promise<void>
}

export async function startDevServer(): Promise<DevServer> {
  const home = mkdtempSync(join(tmpdir(), 'lexigrad-dev-'))
  const content = join(home, 'content')
  for (const entry of kept) cpSync(join('content', entry), join(content, entry), { recursive: true })
  const port = String(await freePort())
  const server = spawn(
    process.execPath,
    // Somebody may have a dev server of this folder running.
    ['node_modules/astro/bin/astro.mjs', 'dev', '--port', port, '--ignore-lock'],
    {
      env: {
        ...ownEnvironment(),
        ASTRO_TELEMETRY_DISABLED: '1',
        LEXIGRAD_CONTENT: content,
        LEXIGRAD_OUT: join(home, 'dist'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (said += String(text)))
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const address = `http://localhost:${port}`
  const close = async () => {
    server.kill()
    await ended
    rmSync(home, { recursive: true, force: true })
  }
  for (let waited = 0; server.exitCode === null && waited < 150; waited++) {
    if (
      await fetch(address).then(
        () => true,
        () => false,
      )
    )
      return { address, content, close }
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  await close()
  throw new Error(`The dev server did not start:\n${said}`)
}

/** Without what the test runner sets, which would make a server for tests of it. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const ofRunner = /^(?:VITEST|TEST$|NODE_ENV$|MODE$|DEV$|PROD$|SSR$|BASE_URL$|NODE_OPTIONS$)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofRunner.test(name)))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
