/** Running a cell and showing what comes of it: the part of `<live-cell>` that is loaded when a reader reaches for it. */
import type { CellError, OutputEvent } from '../run/events.ts'
import { SandboxHost, type RunEnd, type RunHandle } from '../sandbox/host.ts'
import { defaultTimeLimit, type CellEvent, type CodeLanguage } from '../sandbox/protocol.ts'
import { CellView } from './cell-view.ts'
import type { ErrorStrings } from './strings.ts'

export type CellState = 'idle' | 'running' | 'done' | 'failed' | 'stopped'

const runs = new WeakMap<HTMLElement, CellRun>()

/** The one CellRun of an element. */
export function cellRun(element: HTMLElement): CellRun {
  let run = runs.get(element)
  if (!run) runs.set(element, (run = new CellRun(element)))
  return run
}

/** An error does not wait longer for its explanation [ms]. */
const sentencesLimit = 1500

let host: SandboxHost | undefined
let sentences: Promise<ErrorStrings> | undefined

class CellRun {
  readonly #element: HTMLElement
  readonly #view: CellView
  #handle: RunHandle | undefined

  constructor(element: HTMLElement) {
    this.#element = element
    this.#view = new CellView(element)
  }

  /** Ahead of any sign of interest: what costs a reader who never runs anything next to nothing. */
  open(): void {
    this.#host().open()
  }

  /** At the first sign of interest. */
  warm(): void {
    this.#host().warm()
    void this.#sentences()
  }

  start(): void {
    if (this.#handle) return
    const { language = 'typescript', limit } = this.#element.dataset
    const milliseconds = limit ? Number(limit) * 1000 : defaultTimeLimit
    const request = {
      language: language as CodeLanguage,
      cell: this.#element.getAttribute('cell') ?? 'cell',
      code: this.#view.code(),
      limit: milliseconds,
    }
    let error: CellError | undefined
    let took = 0
    const start = performance.now()
    this.#view.begin()
    this.#handle = this.#host().run(request, {
      events: (events) => {
        for (const event of events) {
          if (event.type === 'error') error = event.error
          else if (event.type === 'done') took = event.ms
          else if (event.type === 'variables') this.#view.variables(event.variables)
          else this.#view.output(asOutput(event))
        }
      },
      ended: (end) => {
        error ??= errorOfEnd(end, milliseconds)
        if (error && end !== 'stopped' && end !== 'not-loaded') return void this.#fail(error)
        this.#handle = undefined
        if (end === 'not-loaded') this.#view.notLoaded()
        else if (end === 'stopped') this.#view.stopped(performance.now() - start)
        else this.#view.done(took)
      },
    })
  }

  stop(): void {
    this.#handle?.stop()
  }

  async #fail(error: CellError): Promise<void> {
    const late = new Promise<ErrorStrings>((resolve) => setTimeout(resolve, sentencesLimit, {}))
    this.#view.failed(error, await Promise.race([this.#sentences(), late]))
    this.#handle = undefined
  }

  #host(): SandboxHost {
    const { frame: frameUrl = '', worker: workerUrl = '' } = this.#element.dataset
    return (host ??= new SandboxHost({ frameUrl, workerUrl }))
  }

  /** Without them the view falls back to a general sentence, and the original message. */
  #sentences(): Promise<ErrorStrings> {
    const { errors = '' } = this.#element.dataset
    return (sentences ??= fetch(errors)
      .then((response) => response.json() as Promise<ErrorStrings>)
      .catch(() => {
        sentences = undefined
        return {}
      }))
  }
}

/** What is not shown as itself yet is shown as the text that stands for it. */
function asOutput(event: Exclude<CellEvent, { type: 'error' | 'done' | 'variables' }>): OutputEvent[] {
  if (event.type === 'output') return [event]
  return event.type === 'display' ? [{ type: 'output', level: 'log', text: event.text }] : []
}

function errorOfEnd(end: RunEnd, limit: number): CellError | undefined {
  if (end === 'done' || end === 'stopped') return undefined
  return { code: `run-${end}`, params: { seconds: limit / 1000 }, name: 'Error', original: '' }
}
