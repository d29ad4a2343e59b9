/**
 * The translation editor on a built site, as a translator uses it who has a browser and no server. A picker of folders
 * cannot be driven: in its place stands a folder of the origin's private file system, which has the same interface.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { localesFolder, sourceContentFolder } from '../../src/i18n/paths.ts'
import { translator } from '../../src/i18n/translate.ts'
import { parseLock } from '../../src/l10n/lock.ts'
import { findViolations } from './axe.ts'
import { firefoxPath, launchChromium, launchFirefox } from './browser.ts'

const site = inject('site')
const slug = 'backpropagation'
const address = `${site.url}fr/translation/${slug}/`
const t = translator('fr')
const said = (name: 'wrong' | 'cancelled' | 'denied') => t(`translationEditor.folder.${name}`)
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

/** The files of a checkout that the editor reads. */
function checkout(): Record<string, string> {
  const entry = join(sourceContentFolder, slug)
  const names = readdirSync(entry).filter((name) => /^(?:en|fr)\.mdx$|^fr\.lock\.json$|^results\.json$/.test(name))
  const terms = ['en', 'fr'].map((locale) => `${locale}/terms.yml`)
  return Object.fromEntries([
    ...names.map((name) => [`content/${slug}/${name}`, readFileSync(join(entry, name), 'utf8')]),
    ...terms.map((name) => [`locales/${name}`, readFileSync(join(localesFolder, name), 'utf8')]),
  ]) as Record<string, string>
}

interface Visit {
  page: Page
  /** What the console and the page's policy complained of. */
  complaints: string[]
  read: (path: string) => Promise<string | undefined>
  write: (path: string, text: string) => Promise<void>
}

/** A new browser with a folder in place of the picker's. */
async function visit(files: Record<string, string>): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.addInitScript(() => {
    const folder = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('project', { create: true })
    Object.assign(window, { showDirectoryPicker: folder })
  })
  await page.goto(address)
  const write = (path: string, text: string) =>
    page.evaluate(
      async ([path, text]) => {
        let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('project', { create: true })
        const names = path.split('/')
        const name = names.pop()!
        for (const inner of names) folder = await folder.getDirectoryHandle(inner, { create: true })
        const writer = await (await folder.getFileHandle(name, { create: true })).createWritable()
        await writer.write(text)
        await writer.close()
      },
      [path, text] as const,
    )
  const read = (path: string) =>
    page.evaluate(async (path) => {
      let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('project')
      const names = path.split('/')
      const name = names.pop()!
      for (const inner of names) folder = await folder.getDirectoryHandle(inner)
      try {
        return await (await (await folder.getFileHandle(name)).getFile()).text()
      } catch {
        return undefined
      }
    }, path)
  for (const [path, text] of Object.entries(files)) await write(path, text)
  return { page, complaints, read, write }
}

const [textPath, lockPath, englishPath] = ['fr.mdx', 'fr.lock.json', 'en.mdx'].map(
  (name) => `content/${slug}/${name}`,
) as [string, string, string]
const area = (page: Page, id: string) => page.locator(`[data-id="${id}"] textarea`)
const stateOf = (page: Page, id: string) => page.locator(`[data-id="${id}"]`).getAttribute('data-state')
const until = (what: () => Promise<unknown>) => expect.poll(what, { timeout: 20_000, interval: 100 })

async function openFolder(page: Page): Promise<void> {
  await page.click('[data-action="choose"]')
  await page.waitForSelector('[data-id="3"] textarea')
}

test('a translator opens a folder, edits, is told what is wrong, saves and confirms', async () => {
  const files = checkout()
  const changed = files[englishPath]!.replace('a long relay of simple operations', 'a long chain of simple operations')
  expect(changed).not.toBe(files[englishPath])
  const { page, complaints, read } = await visit({ ...files, [englishPath]: changed })
  await openFolder(page)
  expect(await stateOf(page, '3')).toBe('stale')
  expect(await page.locator('[data-id="3"] .te-source ins').textContent()).toContain('chain')
  expect(await page.locator('[data-role="opened-name"]').textContent()).toContain('project')

  // As one writes: what the check says, and what a reader would see.
  const before = await area(page, '3').inputValue()
  await area(page, '3').fill(before.replace('](/loss-function)', '](/gradient)').replace('relais', '*convoi*'))
  const message = page.locator('[data-id="3"] .te-messages li[data-severity="error"]').first()
  await message.waitFor()
  expect(await message.textContent()).toContain('attendu')
  expect(await page.locator('.te-messages [lang="en"]').count()).toBe(0)
  await page.waitForSelector('.te-shown [data-block="3"] em')
  expect(await read(textPath)).toBe(files[textPath])

  // With an error it is saved, and not confirmed.
  await page.keyboard.press('Control+Enter')
  await until(() => stateOf(page, '3')).toBe('edited')
  const wrong = before.replace('](/loss-function)', '](/gradient)').replace('relais', '*convoi*')
  expect(await read(textPath)).toBe(files[textPath]!.replace(before, () => wrong))
  expect(await read(lockPath)).toBe(files[lockPath])

  await area(page, '3').fill(before.replace('relais', 'convoi'))
  await page.keyboard.press('Control+Enter')
  await until(() => stateOf(page, '3')).toBe('current')
  const saved = before.replace('relais', 'convoi')
  expect(await read(textPath)).toBe(files[textPath]!.replace(before, () => saved))
  const lines = (json: string) => parseLock(json, '').lock!.blocks.map((line) => JSON.stringify(line))
  const newLines = lines((await read(lockPath))!).filter((line) => !lines(files[lockPath]!).includes(line))
  expect(newLines).toHaveLength(1)
  expect(newLines[0]).toContain('a long chain of simple operations')

  // What would break the page is refused, and nothing is written.
  await area(page, '4').fill(`${await area(page, '4').inputValue()}\n\nEncore.`)
  await page.keyboard.press('Control+s')
  await page.waitForSelector('[data-id="4"] .te-refused')
  expect(await read(textPath)).toBe(files[textPath]!.replace(before, () => saved))
  expect(await findViolations(page)).toEqual([])
  expect(complaints).toEqual([])
  await page.context().close()
})

test('what somebody else writes meanwhile is never lost', async () => {
  const files = checkout()
  const { page, complaints, read, write } = await visit(files)
  await openFolder(page)
  const [mine, theirs] = [await area(page, '5').inputValue(), await area(page, '6').inputValue()]

  // Another block: both are in the file after a save.
  const withTheirs = files[textPath]!.replace(theirs, () => `${theirs} ailleurs`)
  expect(withTheirs).not.toBe(files[textPath])
  await write(textPath, withTheirs)
  await area(page, '5').fill(`${mine} Le mien.`)
  await page.keyboard.press('Control+s')
  await until(() => read(textPath)).toBe(withTheirs.replace(mine, () => `${mine} Le mien.`))
  await until(() => area(page, '6').inputValue()).toBe(`${theirs} ailleurs`)

  // The same block: both texts are shown, and nothing is written before one is chosen.
  const now = (await read(textPath))!
  const ours = now.replace(`${mine} Le mien.`, () => `${mine} Le leur.`)
  await write(textPath, ours)
  await area(page, '5').fill(`${mine} Le mien, encore.`)
  await page.keyboard.press('Control+s')
  await page.waitForSelector('[data-id="5"] .te-conflict:not([hidden])')
  expect(await read(textPath)).toBe(ours)
  expect(await page.locator('[data-id="5"] .te-their-text').textContent()).toBe(`${mine} Le leur.`)
  await page.locator('[data-id="5"] .te-take-mine').click()
  await page.keyboard.press('Control+s')
  await until(() => read(textPath)).toBe(now.replace(`${mine} Le mien.`, () => `${mine} Le mien, encore.`))
  expect(complaints).toEqual([])
  await page.context().close()
})

test('a comment of a cell is shown as it is being written, in the colours of the page', async () => {
  const { page } = await visit(checkout())
  await openFolder(page)
  await area(page, '25.1').fill('Un autre commentaire')
  await until(async () => page.locator('.te-shown [data-block="25"] .token-comment').allTextContents()).toContain(
    '// Un autre commentaire',
  )
  await page.context().close()
})

test('a reader’s wish to improve a passage leads to its block', async () => {
  const { page } = await visit(checkout())
  await page.goto(`${address}?block=15.caption`)
  await openFolder(page)
  expect(await area(page, '15.caption').evaluate((element) => element === document.activeElement)).toBe(true)
  await page.context().close()
})

test('the folder is remembered, and opened again by one click', async () => {
  const { page } = await visit(checkout())
  await openFolder(page)
  await page.reload()
  const again = page.locator('[data-action="again"]')
  await again.waitFor()
  expect(await again.textContent()).toContain('project')
  await again.click()
  await page.waitForSelector('[data-id="3"] textarea')
  await page.context().close()
})

test('a folder that is none, a refusal and a change of mind are said in the reader’s language', async () => {
  const { page } = await visit({ 'elsewhere/readme.txt': 'nothing' })
  const told = (text: string) => until(() => page.locator('[data-role="open-said"]').textContent()).toBe(text)
  await page.click('[data-action="choose"]')
  await told(said('wrong'))

  await page.evaluate(() => {
    Object.assign(window, {
      showDirectoryPicker: () => Promise.reject(new DOMException('The user aborted a request.', 'AbortError')),
    })
  })
  await page.click('[data-action="choose"]')
  await told(said('cancelled'))

  await page.evaluate(() => {
    const folder = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('project')
    Object.assign(window, { showDirectoryPicker: folder })
    Object.assign(FileSystemHandle.prototype, {
      queryPermission: () => Promise.resolve('prompt'),
      requestPermission: () => Promise.resolve('denied'),
    })
  })
  await page.click('[data-action="choose"]')
  await told(said('denied'))
  expect(await page.locator('textarea').count()).toBe(0)
  await page.context().close()
})

test('a folder that goes away while one writes loses no text', async () => {
  const { page } = await visit(checkout())
  await openFolder(page)
  const text = `${await area(page, '5').inputValue()} Gardé.`
  await page.evaluate(async () => {
    await (await navigator.storage.getDirectory()).removeEntry('project', { recursive: true })
  })
  await area(page, '5').fill(text)
  await page.keyboard.press('Control+s')
  await until(() => page.locator('[data-role="said"]').textContent()).not.toBe('')
  expect(await area(page, '5').inputValue()).toBe(text)
  expect(await page.locator('[data-id="5"]').getAttribute('data-unsaved')).toBe('')
  await page.context().close()
})

test('the entries alone will do: terms then come from the site', async () => {
  const files = Object.entries(checkout()).flatMap(([path, text]) =>
    path.startsWith('content/') ? [[path.slice('content/'.length), text]] : [],
  )
  const { page } = await visit(Object.fromEntries(files) as Record<string, string>)
  await openFolder(page)
  await area(page, '1').focus()
  expect(await page.locator('[data-id="1"] .te-terms button').count()).toBeGreaterThan(0)
  await page.context().close()
})

test('without a folder a copy is edited, and downloaded', async () => {
  const { page, complaints } = await visit({})
  await page.click('[data-action="copy"]')
  await page.waitForSelector('[data-id="3"] textarea')
  const before = await area(page, '3').inputValue()
  await area(page, '3').fill(`${before} Encore.`)
  await page.keyboard.press('Control+Enter')
  await until(() => stateOf(page, '3')).toBe('current')
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-download="fr.mdx"]')])
  expect(download.suggestedFilename()).toBe('fr.mdx')
  const text = readFileSync(await download.path(), 'utf8')
  expect(text).toBe(checkout()[textPath]!.replace(before, () => `${before} Encore.`))
  expect(await page.locator('[data-download="fr.lock.json"]').isVisible()).toBe(true)

  // It is still there when the page is loaded again.
  await page.reload()
  await page.click('[data-action="copy"]')
  await page.waitForSelector('[data-id="3"] textarea')
  expect(await area(page, '3').inputValue()).toBe(`${before} Encore.`)
  expect(complaints).toEqual([])
  await page.context().close()
})

test.skipIf(!firefoxPath)('Firefox edits a copy of files that the translator opens, and downloads them', async () => {
  const firefox = await launchFirefox()
  try {
    const page = await firefox.newPage()
    await page.goto(address)
    expect(await page.$eval('[data-role="with-folder"]', (element) => (element as HTMLElement).hidden)).toBe(true)
    const own = checkout()[textPath]!.replace('un long relais', 'un long convoi')
    await page.evaluate((text) => {
      const files = new DataTransfer()
      files.items.add(new File([text], 'fr (1).mdx'))
      const chosen = document.querySelector<HTMLInputElement>('[data-action="files"]')!
      chosen.files = files.files
      // What the page hands to the browser's downloads.
      const saved: Record<string, Blob> = ((window as unknown as Record<string, unknown>).saved = {})
      let last: Blob
      const create = URL.createObjectURL.bind(URL)
      URL.createObjectURL = (blob: Blob) => create((last = blob))
      HTMLAnchorElement.prototype.click = function () {
        saved[this.download] = last
      }
      chosen.dispatchEvent(new Event('change'))
    }, own)
    const field = (await page.waitForSelector('[data-id="3"] textarea'))!
    expect(await field.evaluate((area) => area.value)).toContain('convoi')
    await field.evaluate((area) => {
      area.focus()
      area.setRangeText('Ici, ', 0, 0)
      area.dispatchEvent(new Event('input', { bubbles: true }))
    })
    await page.click('[data-id="3"] .te-save')
    const download = (await page.waitForSelector('[data-download="fr.mdx"]', { visible: true }))!
    await download.evaluate((button) => (button as HTMLElement).click())
    const text = await page.evaluate(() =>
      (window as unknown as { saved: Record<string, Blob> }).saved['fr.mdx']!.text(),
    )
    expect(text.replace('Ici, ', '')).toBe(own)
    expect(text).not.toBe(own)
  } finally {
    await firefox.close()
  }
})
