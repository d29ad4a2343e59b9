/**
 * Before the site's tests: the two builds they look at, served as a static host serves them.
 */
import type { Server } from 'node:http'
import { resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildSite } from '../../src/tools/build-site.ts'
import { createStaticServer, listen } from '../../src/tools/static-server.ts'
import { writeContentBehind } from './behind.ts'
import { variantBase } from './variant.ts'

export interface ServedSite {
  /** The folder it was built into. */
  folder: string
  /** Its address, with base path and final slash. */
  url: string
  base: string
}

declare module 'vitest' {
  interface ProvidedContext {
    site: ServedSite
    variant: ServedSite
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const content = resolve('.cache/content-behind')
  writeContentBehind(content)
  const sites = [
    { name: 'site', folder: 'dist', base: '/', env: {} },
    {
      name: 'variant',
      folder: '.cache/variant',
      base: variantBase,
      env: { LEXIGRAD_BASE: variantBase, LEXIGRAD_PSEUDO: '1', LEXIGRAD_CONTENT: content, LEXIGRAD_CARDS: '0' },
    },
  ] as const

  const servers: Server[] = []
  for (const { name, folder, base, env } of sites) {
    const started = Date.now()
    if (buildSite({ out: folder, env }))
      console.log(`Built ${folder} in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
    const server = createStaticServer({ root: folder, base })
    project.provide(name, { folder, base, url: await listen(server, 0, base) })
    servers.push(server)
  }
  return async () => {
    for (const server of servers) {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    }
  }
}
