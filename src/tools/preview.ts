/**
 * `npm run preview -- --port N --base /sub/ --dir dist`: serves the built site on this machine and prints its address.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createStaticServer, listen } from './static-server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env.PORT ?? '4321' },
    base: { type: 'string', default: process.env.LEXIGRAD_BASE ?? '/' },
    dir: { type: 'string', default: process.env.LEXIGRAD_OUT ?? 'dist' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  console.log('npm run preview -- [--port 4321] [--base /] [--dir dist]')
  process.exit(0)
}

const port = Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`preview: --port ${values.port}: expected a whole number from 0 to 65535.`)
  process.exit(1)
}
if (!existsSync(join(values.dir, 'index.html'))) {
  console.error(`preview: ${join(values.dir, 'index.html')} is not there. Build the site first: npm run build`)
  process.exit(1)
}

const server = createStaticServer({ root: values.dir, base: values.base })
const address = await listen(server, port, values.base)
console.log(`\nLexigrad is at ${address}\nCtrl+C ends it.`)
