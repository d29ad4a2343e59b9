/** The built site as a reader meets it: bytes, time from click to gradient, accessibility, Lighthouse. */
import { arch, cpus, platform } from 'node:os'
import { buildSite } from '../../../src/tools/build-site.ts'
import { createStaticServer, listen } from '../../../src/tools/static-server.ts'
import { chromiumProgram } from '../../site/browser.ts'
import { listEntries } from '../../site/pages.ts'
import { countViolations } from './axe.ts'
import { measureBytes } from './bytes.ts'
import { measureClicks } from './clicks.ts'
import { runLighthouse } from './lighthouse.ts'

export async function measure() {
  buildSite({ out: 'dist' })
  const server = createStaticServer({ root: 'dist' })
  const url = await listen(server, 0)
  const { executablePath } = await chromiumProgram()
  console.log(`${cpus().length} × ${cpus()[0]?.model}, ${platform()} ${arch()}, ${executablePath}\n`)
  const paths = listEntries('dist')
    .filter(({ page }) => page === 'backpropagation')
    .map(({ path }) => path)

  try {
    const bytes = await measureBytes(url, paths)
    console.log('Bytes before Run, brotli')
    console.table(Object.fromEntries(bytes.map(({ path, ...kinds }) => [path, kinds])))

    const clicks = await measureClicks(url, paths[0]!)
    console.log('From click to printed gradient [ms]')
    console.table(clicks)

    const violations = await countViolations(url, 'dist')
    console.log(
      `axe: ${violations.violations} violations on ${violations.pages} pages, light and dark, 390 and 1280 px\n`,
    )

    const lighthouse = await runLighthouse(url, paths)
    console.log('Lighthouse, mobile')
    console.table(Object.fromEntries(lighthouse.map(({ path, ...scores }) => [path, scores])))
    return { bytes, clicks, ...violations, lighthouse }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
