/** Lighthouse with its mobile profile, its scores from 0 to 100. */
import { createServer } from 'node:net'
import lighthouse from 'lighthouse'
import { launchChromium } from '../../site/browser.ts'

export interface Scores {
  path: string
  performance: number
  accessibility: number
  'best-practices': number
  seo: number
  /** Largest contentful paint [s]. */
  lcp: number
  cls: number
  /** What keeps a category from 100. */
  faults?: string[]
}

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const

export async function runLighthouse(url: string, paths: string[]): Promise<Scores[]> {
  const port = await freePort()
  const browser = await launchChromium({ args: [`--remote-debugging-port=${port}`] })
  try {
    const rows: Scores[] = []
    for (const path of paths) {
      const result = await lighthouse(url + path, { port, logLevel: 'error', onlyCategories: [...categories] })
      const { categories: found, audits } = result!.lhr
      const score = (name: string) => Math.round((found[name]?.score ?? 0) * 100)
      const [performance, accessibility, practices, seo] = categories.map(score) as [number, number, number, number]
      const faults = categories
        .filter((name) => score(name) < 100)
        .flatMap((name) =>
          found[name]!.auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9),
        )
        .map(({ id }) => `${id}: ${audits[id]!.displayValue ?? audits[id]!.title}`)
      rows.push({
        path,
        performance,
        accessibility,
        'best-practices': practices,
        seo,
        lcp: Math.round((audits['largest-contentful-paint']?.numericValue ?? 0) / 10) / 100,
        cls: Math.round((audits['cumulative-layout-shift']?.numericValue ?? 0) * 1000) / 1000,
        ...(faults.length > 0 && { faults }),
      })
    }
    return rows
  } finally {
    await browser.close()
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
