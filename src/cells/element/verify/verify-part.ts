/**
 * *Verified*: says which build proved a cell and what it gave, and proves it again here: runs the published code of every
 * language in the sandbox, one after another, and compares values and gradients.
 */
import { Numbers } from '../graph/numbers.ts'
import type { Cell } from '../cell.ts'
import { loadAssets } from '../assets.ts'
import { h, toDom, type PageNode } from '../node.ts'
import { fill } from '../strings.ts'
import type { CellError, Variable } from '../../run/events.ts'
import { numberOf } from '../predict/judge.ts'
import type { PythonFiles } from '../../sandbox/load-python.ts'
import { defaultTimeLimit } from '../../sandbox/protocol.ts'
import { differencesBetween, differencesFromRecord } from './compare.ts'
import { readProof, type CellProof, type EntryProof } from './proof.ts'

interface Ran {
  variables: readonly Variable[]
  error?: CellError
  isDone: boolean
}

/** Results told of one run. */
const toldAtMost = 4

const proofs = new Map<string, Promise<EntryProof>>()

function loadProof(url: string): Promise<EntryProof> {
  let proof = proofs.get(url)
  if (!proof) {
    proof = fetch(url).then(async (response) => {
      if (!response.ok) throw new Error(`${url}: ${response.status}`)
      return readProof(await response.text())
    })
    proofs.set(url, proof)
    proof.catch(() => proofs.delete(url))
  }
  return proof
}

export async function join(cell: Cell): Promise<void> {
  const texts = await cell.texts('verify')
  const say = (key: string, values: Readonly<Record<string, string>> = {}) => fill(texts[key] ?? '', values)
  const numbers = new Numbers(cell.locale)
  const names = new Intl.DisplayNames(cell.locale, { type: 'language' })
  const place = cell.element.querySelector<HTMLElement>('[data-role="verification"]')!
  const button = cell.element.querySelector<HTMLElement>('[data-action="verify"]')!
  let stop: (() => void) | undefined

  cell.act('verify', () => {
    const isOpen = place.hidden
    place.hidden = !isOpen
    button.setAttribute('aria-expanded', String(isOpen))
    if (isOpen) void show()
    else stop?.()
  })
  cell.act('verify-run', () => void prove())

  async function find(): Promise<[EntryProof, CellProof] | undefined> {
    const proof = await loadProof(cell.element.dataset.proof ?? '').catch(() => undefined)
    const own = proof?.cells.find(({ id, language }) => id === cell.id && language === cell.language)
    return proof && own && [proof, own]
  }

  async function show(): Promise<void> {
    const found = await find()
    if (!found) return fillWith(h('p', { role: 'alert' }, say('unavailable')))
    const [{ build }, own] = found
    const { version, revision, engine } = build
    const date = new Intl.DateTimeFormat(cell.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(build.date),
    )
    const gave = resultsOf(own, own.recorded)
    fillWith(
      h('p', {}, say('lead', { count: numbers.one(own.proved) })),
      h('p', { class: 'build' }, say(revision ? 'build' : 'buildOnly', { version, revision, engine, date })),
      ...(gave ? [h('p', { class: 'build' }, say('gave', { results: gave }))] : []),
      h('button', { type: 'button', 'data-action': 'verify-run' }, say('run')),
      h('div', {
        'data-role': 'verification-table',
        role: 'group',
        tabindex: '0',
        'aria-label': say('table'),
        hidden: true,
      }),
      h('p', { 'data-role': 'verdict', role: 'status' }),
    )
  }

  async function prove(): Promise<void> {
    const found = await find()
    if (!found || stop) return
    const [, own] = found
    const table = place.querySelector<HTMLElement>('[data-role="verification-table"]')!
    const verdict = place.querySelector<HTMLElement>('[data-role="verdict"]')!
    const rows = own.locales.map(({ locale }) => ({ locale, result: say('waiting'), sign: '' }))
    const paint = () => {
      table.hidden = false
      table.replaceChildren(toDom(renderTable(rows), document))
    }
    let isStopped = false
    let source: Ran | undefined
    let faults = 0
    verdict.textContent = ''
    for (const [i, text] of own.locales.entries()) {
      rows[i]!.result = say('running')
      paint()
      const { ended, end } = run(own, text)
      stop = () => {
        isStopped = true
        end()
      }
      const ran = await ended
      stop = undefined
      if (isStopped) return
      source ??= ran
      const lines = faultsOf(own, ran, source)
      if (lines.length > 0) faults++
      rows[i]!.sign = lines.length > 0 ? '≠' : '✓'
      rows[i]!.result = [resultsOf(own, ran.variables), ...lines].filter(Boolean).join(' · ')
    }
    paint()
    verdict.textContent = say(faults > 0 ? 'someDiffer' : 'allAgree', { count: numbers.one(rows.length) })
  }

  function faultsOf({ only, rounds, recorded }: CellProof, ran: Ran, source: Ran): string[] {
    if (!ran.isDone || ran.error) return [say('notDone', { error: ran.error?.original ?? '' })]
    const differences = differencesBetween(source.variables, ran.variables, only)
    if (differences.length > 0)
      return differences.slice(0, 3).map(({ name, expected, found }) => say('differs', { name, expected, found }))
    const unlike = rounds ? [] : differencesFromRecord(recorded, ran.variables, only)
    return unlike.length > 0 ? [say('notAsRecorded', { names: unlike.join(numbers.separator) })] : []
  }

  function run({ language, limit }: CellProof, { locale, chain }: CellProof['locales'][number]) {
    const { promise: ended, resolve } = Promise.withResolvers<Ran>()
    const ran: Ran = { variables: [], isDone: false }
    const before = chain.slice(0, -1).map(({ id, code }) => ({ cell: id, code }))
    const { id, code } = chain.at(-1)!
    const codes = chain.map((one) => one.code)
    const { python } = cell.element.dataset
    const handle = cell.sandbox().run(
      {
        ...{ language, cell: id, code },
        ...(before.length > 0 && { before }),
        assets: loadAssets(language, codes, cell.element.dataset),
        ...(python !== undefined && { python: JSON.parse(python) as PythonFiles }),
        locale,
        limit: limit === undefined ? defaultTimeLimit : limit * 1000,
      },
      {
        events(events) {
          for (const event of events) {
            if (event.type === 'variables') ran.variables = event.variables
            else if (event.type === 'error') ran.error = event.error
          }
        },
        again() {
          ran.variables = []
          delete ran.error
        },
        ended(reason) {
          ran.isDone = reason === 'done'
          resolve(ran)
        },
      },
    )
    return { ended, end: () => handle.stop() }
  }

  /** `w.grad = −24, loss = 16`: what the cell promises, then gradients, then its other single numbers, the last first. */
  function resultsOf({ told, recorded }: CellProof, variables: readonly Variable[]): string {
    const names = recorded.map(({ name }) => name).toReversed()
    const paths = new Set([...told, ...names.map((name) => `${name}.grad`), ...names])
    return [...paths]
      .flatMap((path) => {
        const value = numberOf(path, variables)
        return value === undefined ? [] : [`${path} = ${numbers.one(value, 7)}`]
      })
      .slice(0, toldAtMost)
      .join(numbers.separator)
  }

  function renderTable(rows: readonly { locale: string; result: string; sign: string }[]): PageNode {
    const heads = ['languageHead', 'resultHead', 'sameHead'].map((key) => h('th', { scope: 'col' }, say(key)))
    return h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ...heads)),
      h(
        'tbody',
        {},
        ...rows.map(({ locale, result, sign }) =>
          h(
            'tr',
            { 'data-locale': locale, 'data-same': sign ? String(sign === '✓') : undefined },
            h('th', { scope: 'row' }, names.of(locale) ?? locale),
            h('td', {}, result),
            h('td', {}, sign),
          ),
        ),
      ),
    )
  }

  function fillWith(...children: readonly PageNode[]): void {
    place.replaceChildren(...children.map((child) => toDom(child, document)))
  }
}
