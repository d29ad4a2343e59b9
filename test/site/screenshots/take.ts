/** `node test/site/screenshots/take.ts`: takes the picture in the README from the built site, after a run. */
import { join } from 'node:path'
import { buildSite } from '../../../src/tools/build-site.ts'
import { createStaticServer, listen } from '../../../src/tools/static-server.ts'
import { launchChromium } from '../browser.ts'
import { runCell } from '../reader.ts'

buildSite({ out: 'dist' })
const server = createStaticServer({ root: 'dist' })
const url = await listen(server, 0)
const browser = await launchChromium()
const page = await browser.newPage({ viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1.5 })
await page.goto(`${url}en/backpropagation/`)
await runCell(page, 'first-gradient')
await page.locator('#cell-first-gradient').evaluate((cell) => {
  scrollTo({ top: cell.getBoundingClientRect().top + scrollY - 220, behavior: 'instant' })
})
await page.mouse.move(0, 0)
// A changed number shows for a moment that it changed.
await page.waitForTimeout(1500)
await page.screenshot({ path: join(import.meta.dirname, 'entry.png') })
await browser.close()
server.closeAllConnections()
server.close()
