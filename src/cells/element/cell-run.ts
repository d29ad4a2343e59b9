/** A cell that a reader has reached for: its code, its runs, and the parts that show them. See cell.ts. */
import type { CellError, Variable } from '../run/events.ts'
import { SandboxHost, type RunEnd, type RunHandle, type RunRequest } from '../sandbox/host.ts'
import {
  defaultTimeLimit,
  timeLimit,
  type Assets,
  type CellEvent,
  type CellText,
  type CodeLanguage,
} from '../sandbox/protocol.ts'
import type { PythonFiles } from '../sandbox/load-python.ts'
import { loadAssets } from './assets.ts'
import { CellParts } from './cell-parts.ts'
import { earlierCells, findCell } from './chain.ts'
import { CellView } from './cell-view.ts'
import type { Cell, CellSignals, CellState, Place, RunBegin, RunOptions, RunSummary } from './cell.ts'
import { loadTexts } from './load-texts.ts'
import { plainSource, type CellSource } from './source.ts'
import type { CellStrings } from './strings.ts'

const runs = new WeakMap<HTMLElement, CellRun>()

/** The one CellRun of an element. */
export function cellRun(element: HTMLElement): CellRun {
  let run = runs.get(element)
  if (!run) runs.set(element, (run = new CellRun(element)))
  return run
}

/** An error does not wait longer for its explanation [ms]. */
const textsLimit = 1500
/** A run that began so short a while ago is let end before the next answer's begins: else a slider shows nothing [ms]. */
const patience = 250

let host: SandboxHost | undefined

interface GoingOn {
  begin: RunBegin
  start: number
  handle: RunHandle
  ended: Promise<RunSummary>
  /** What follows it. */
  next?: Promise<RunSummary>
  /** Time after which it is ended, unless its reader allows more [ms]. */
  allowed: number | undefined
  /** A reader stopped it, and with it what was to follow. */
  stopped: boolean
}

class CellRun implements Cell {
  readonly element: HTMLElement
  readonly id: string
  readonly locale: string
  readonly strings: CellStrings
  readonly answers: Cell['answers'] = {}
  seed: number | undefined
  last: RunSummary | undefined
  limit: number
  readonly #view: CellView
  readonly #parts: CellParts
  readonly #actions = new Map<string, (button: HTMLElement, event: Event) => void>()
  #source: CellSource
  #goingOn: GoingOn | undefined

  constructor(element: HTMLElement) {
    this.element = element
    this.id = element.getAttribute('cell') ?? 'cell'
    this.locale = element.dataset.locale ?? 'en'
    this.strings = JSON.parse(element.dataset.strings ?? '{}') as CellStrings
    const { limit } = element.dataset
    this.limit = limit ? Number(limit) * 1000 : defaultTimeLimit
    this.#view = new CellView(this)
    this.#parts = new CellParts(this)
    this.#source = this.#watched(plainSource(element.querySelector<HTMLElement>('[data-role="code"]')!))
    this.act('run', () => void this.run())
    // The second click of a double click on Run lands on Stop.
    this.act('stop', (_, event) => (event as Partial<MouseEvent>).detail! < 2 && this.stop())
    this.#parts.loadByAttribute(element)
  }

  get language(): CodeLanguage {
    return this.element.dataset.language === 'python' ? 'python' : 'typescript'
  }

  get state(): CellState {
    return this.element.dataset.state as CellState
  }

  get runningFor(): number | undefined {
    return this.#goingOn && performance.now() - this.#goingOn.start
  }

  get source(): CellSource {
    return this.#source
  }

  set source(source: CellSource) {
    this.#source = this.#watched(source)
  }

  on<Type extends keyof CellSignals>(type: Type, listener: (signal: CellSignals[Type]) => void): () => void {
    return this.#parts.on(type, listener)
  }

  act(action: string, perform: (button: HTMLElement, event: Event) => void): void {
    this.#actions.set(action, perform)
  }

  /** Does what a button says; @throws where a part that it needs cannot be loaded */
  async perform(action: string, button: HTMLElement, event: Event): Promise<void> {
    if (!this.#actions.has(action)) await this.#parts.loadFor(action)
    this.#actions.get(action)?.(button, event)
  }

  place(role: Place, tag?: string): HTMLElement {
    return this.#view.place(role, tag)
  }

  load(part: string): Promise<void> {
    return this.#parts.load(part)
  }

  async texts(section: string): Promise<Readonly<Record<string, string>>> {
    return (await loadTexts(this.element.dataset.texts ?? ''))[section] ?? {}
  }

  sandbox(): SandboxHost {
    const {
      frame: frameUrl = '',
      worker: workerUrl = '',
      wholeWorker: wholeWorkerUrl = workerUrl,
    } = this.element.dataset
    return (host ??= new SandboxHost({ frameUrl, workerUrl, wholeWorkerUrl }))
  }

  /** Ahead of any sign of interest: what costs a reader who never runs anything next to nothing. */
  open(): void {
    this.sandbox().open()
  }

  /** At the first sign of interest. */
  warm(): void {
    const chain = [...earlierCells(this.element).map(cellRun), this]
    if (this.language === 'typescript') this.sandbox().warm(chain.map(({ source }) => source.text).join('\n'))
    else this.open()
    void this.#assets(chain)
    void this.texts('errors')
    this.#parts.warm()
  }

  run(options: RunOptions = {}): Promise<RunSummary> {
    Object.assign(this.answers, options.answers)
    const before = this.#goingOn
    if (!before) return this.#begin(options)
    if (options.reason !== 'answer') return before.next ?? before.ended
    // Answers gather in `this.answers`: the run that follows takes the newest.
    before.next ??= before.ended.then((summary) => (before.stopped ? summary : this.#begin(options)))
    const age = performance.now() - before.start
    setTimeout(() => this.#goingOn === before && before.handle.stop(), Math.max(0, patience - age))
    return before.next
  }

  stop(): void {
    if (!this.#goingOn) return
    this.#goingOn.stopped = true
    this.#goingOn.handle.stop()
  }

  allow(milliseconds: number): void {
    this.limit = Math.max(this.limit, milliseconds)
    if (!this.#goingOn) return
    this.#goingOn.allowed = undefined
    this.#goingOn.handle.extend(milliseconds - this.runningFor!)
  }

  focus(): void {
    this.#view.focus()
  }

  #begin(options: RunOptions): Promise<RunSummary> {
    const { promise: ended, resolve } = Promise.withResolvers<RunSummary>()
    const begin: RunBegin = { reason: 'run', ...options, code: this.#source.text }
    const earlier = earlierCells(this.element).map(cellRun)
    const { python } = this.element.dataset
    const request: RunRequest = {
      ...this.#text(),
      language: this.language,
      limit: this.limit + earlier.reduce((sum, { limit }) => sum + limit, 0),
      assets: this.#assets([this, ...earlier]),
      ...(earlier.length > 0 && { before: earlier.map((cell) => cell.#text()) }),
      ...(python !== undefined && { python: JSON.parse(python) as PythonFiles }),
      ...(options.trace && { trace: true }),
      ...(this.seed !== undefined && { seed: this.seed }),
      // Data of the text's own language, as in the result that the page was published with.
      locale: this.element.dataset.textLocale ?? this.locale,
    }
    const start = performance.now()
    let error: CellError | undefined
    let variables: readonly Variable[] = []
    let took: number | undefined
    this.#view.begin()
    this.#tell('begin', begin)
    this.#setState('running')
    const handle = this.sandbox().run(request, {
      events: (events) => {
        for (const event of events) {
          if (event.type === 'error') error = event.error
          else if (event.type === 'done') took = event.ms
          else if (event.type === 'variables') variables = event.variables
          this.#show(event)
        }
      },
      loading: (part) => this.#tell('loading', part),
      again: () => {
        error = took = undefined
        variables = []
        this.#parts.then(() => this.#view.begin())
        this.#tell('begin', begin)
      },
      overdue: (grace) => this.#tell('overdue', grace),
      ended: (end) => {
        const ms = took ?? performance.now() - start
        error ??= errorOfEnd(end, this.#goingOn?.allowed ?? ms)
        const summary: RunSummary = { ...begin, end, ms, variables, ...(error && { error }) }
        // Who stops a run waits for nothing that it would still load.
        if (end === 'stopped') this.#parts.release()
        this.#parts.then(() => void this.#end(summary).then(() => resolve(summary)))
      },
    })
    const { ask, grace } = timeLimit(request.limit)
    this.#goingOn = { begin, start, handle, ended, stopped: false, allowed: ask + grace }
    return ended
  }

  async #end(summary: RunSummary): Promise<void> {
    const { end, error, ms } = summary
    const state = end === 'done' && !error ? 'done' : end === 'stopped' ? 'stopped' : 'failed'
    if (end === 'not-loaded') this.#view.notLoaded()
    else if (state === 'stopped') this.#view.stopped(ms)
    else if (error) await this.#fail(error)
    else this.#view.done(ms)
    this.#goingOn = undefined
    this.last = summary
    this.#setState(state)
    this.#tell('end', summary)
  }

  async #fail(error: CellError): Promise<void> {
    const [sentences, { placeIn }] = await Promise.all([this.#soon('errors'), this.#soon('run')])
    const other = error.cell === undefined ? undefined : findCell(error.cell, this.element)
    if (!other) return this.#view.failed(error, sentences)
    this.#view.failed(error, sentences, placeIn, other)
    // Its editor marks the line.
    cellRun(other).#tell('error', { type: 'error', error })
  }

  #show(event: CellEvent): void {
    if (event.type === 'output') this.#parts.then(() => this.#view.output(event))
    else if (event.type === 'variables') this.#parts.then(() => this.#view.variables(event.variables))
    const print = (text: string) => this.#view.output({ type: 'output', level: 'log', text })
    this.#tell(event.type, event, event.type === 'display' ? () => print(event.text) : undefined)
  }

  #tell<Type extends keyof CellSignals>(type: Type, signal: CellSignals[Type], fallback?: () => void): void {
    this.#parts.tell(type, signal, fallback)
  }

  #setState(state: CellState): void {
    this.element.dataset.state = state
    this.#tell('state', state)
  }

  /** What a run needs of this cell, also where it runs before another. */
  #text(): CellText {
    return { cell: this.id, code: this.#source.text, answers: { ...this.answers } }
  }

  /** What these cells need besides their code. */
  #assets(cells: readonly Cell[]): Promise<Assets> {
    return loadAssets(
      this.language,
      cells.map(({ source }) => source.text),
      this.element.dataset,
    )
  }

  #watched(source: CellSource): CellSource {
    source.onChange((text) => this.#tell('change', text))
    return source
  }

  #soon(section: string): Promise<Readonly<Record<string, string>>> {
    const late = new Promise<Record<string, string>>((resolve) => setTimeout(resolve, textsLimit, {}))
    return Promise.race([this.texts(section), late])
  }
}

function errorOfEnd(end: RunEnd, took: number): CellError | undefined {
  if (end === 'done' || end === 'stopped') return undefined
  return { code: `run-${end}`, params: { seconds: Math.round(took / 1000) }, name: 'Error', original: '' }
}
