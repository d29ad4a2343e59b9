/** Writes down the browsers that the tests find here, for the page on browsers: `node test/site/record-browsers.ts`, after they passed. */
import { readFileSync, writeFileSync } from 'node:fs'
import { firefoxPath, launchChromium, launchFirefox } from './browser.ts'

const file = 'src/site/data/browsers.json'
const chromium = await launchChromium()
const browsers = [{ id: 'chromium', name: 'Chromium', version: chromium.version() }]
await chromium.close()
if (firefoxPath) {
  const firefox = await launchFirefox()
  const version = (await firefox.version()).replace(/^firefox\//i, '')
  browsers.push({ id: 'firefox', name: 'Firefox', version })
  await firefox.close()
}
const named = /^PRETTY_NAME="(.*)"$/m
const system = process.platform === 'linux' ? named.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] : undefined
const date = new Date().toISOString().slice(0, 10)
writeFileSync(file, `${JSON.stringify({ date, system: system ?? process.platform, browsers }, null, 2)}\n`)
console.log(readFileSync(file, 'utf8'))
