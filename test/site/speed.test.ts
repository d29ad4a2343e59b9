import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { completeLocales } from '../../src/i18n/locales.ts'
import { translator } from '../../src/i18n/translate.ts'
import { formatsOf } from '../../src/site/speed/format.ts'
import { readResults } from '../../src/site/speed/read-results.ts'
import { isTimed, workNames } from '../../src/site/speed/results.ts'
import { listPages } from './pages.ts'

const site = inject('site')
const results = readResults()
const pages = listPages(site.folder).filter(({ page }) => page === 'speed')
const textOf = (file: string) =>
  readFileSync(join(site.folder, file), 'utf8')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&nbsp;', '\u00a0')

test('every language has the page, and the foot of every home leads to it', () => {
  expect(pages.map(({ locale }) => locale).sort()).toEqual([...completeLocales].sort())
  for (const locale of completeLocales)
    expect(readFileSync(join(site.folder, locale, 'index.html'), 'utf8')).toContain(`/${locale}/speed/"`)
})

test('the table holds every time and every ratio that was measured, as the language writes them', () => {
  for (const { file, locale } of pages) {
    const format = formatsOf(locale!, translator(locale!))
    const text = textOf(file)
    for (const outcome of workNames.flatMap((work) => Object.values(results.node[work] ?? {}))) {
      if (!isTimed(outcome)) continue
      expect(text).toContain(format.time(outcome.step.median))
      if (outcome.ratio) expect(text).toContain(format.ratio(outcome.ratio.median))
    }
  }
})

test('the page says on which machine and when, and what was not measured', () => {
  for (const { file, locale } of pages) {
    const t = translator(locale!)
    const text = textOf(file)
    expect(text).toContain(results.machine.cpu)
    expect(text).toContain(formatsOf(locale!, t).date(results.date))
    expect(results.notMeasured).toContain('safari')
    for (const what of results.notMeasured) expect(text).toContain(t(`speed.notMeasured.${what}`))
  }
})

test('every picture has the same numbers in words', () => {
  for (const { file, locale } of pages) {
    const html = readFileSync(join(site.folder, file), 'utf8')
    const labels = [...html.matchAll(/<svg role="img" aria-label="([^"]*)"/g)].map(([, label]) => label!)
    expect(labels.length).toBeGreaterThanOrEqual(Math.min(6, Object.keys(results.node).length))
    const pytorch = results.node.W2?.pytorch
    if (isTimed(pytorch))
      expect(labels.join()).toContain(formatsOf(locale!, translator(locale!)).ratio(pytorch.ratio!.median))
  }
})
