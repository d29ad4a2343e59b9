/** The worker's end of the protocol: one cell, prepared once and run, in whichever language of code. */
import { Outbox } from './outbox.ts'
import type { CellEvent, CodeLanguage, CreditCommand, PrepareCommand, RunCommand } from './protocol.ts'

/** What is to run, and how. */
export type CellRequest = Omit<PrepareCommand, 'type' | 'language' | 'credit'>

export interface LanguageRuntime {
  /** Makes code ready; what is wrong with it, the run says. */
  prepare(request: CellRequest): CellRun | Promise<CellRun>
  /** Does once what every run does, to no effect: a worker that waits to be used compiles its code meanwhile. */
  rehearse?(): Promise<void>
}

/** Runs once. Emits `error` where there is one, `variables`, and `done` last. */
export type CellRun = (emit: (event: CellEvent) => void, now: () => number) => Promise<void>

export type WorkerCommand = PrepareCommand | RunCommand | CreditCommand

export interface WorkerEnvironment {
  languages: Partial<Record<CodeLanguage, LanguageRuntime>>
  send(batch: string): void
  now(): number
  defer(callback: () => void, milliseconds: number): void
}

/** A worker that has nothing to do for so long is a spare one [ms]. */
const idleTime = 40

export interface WorkerRuns {
  /** Takes each command of the frame, in order. */
  take(command: WorkerCommand): void
  /** An error that nobody caught, of a timer or a promise that the cell does not wait for. */
  complain(reason: unknown): void
  /** The run needs more of the engine than is here. */
  want(): void
}

export function createWorkerRuns({ languages, send, now, defer }: WorkerEnvironment): WorkerRuns {
  let prepared: { run: Promise<CellRun>; outbox: Outbox } | undefined
  let outbox: Outbox | undefined
  defer(() => {
    if (!prepared) for (const { rehearse } of Object.values(languages)) void rehearse?.()
  }, idleTime)
  return {
    take,
    want: () => outbox?.want(),
    complain: (reason) => prepared?.outbox.emit({ type: 'output', level: 'error', text: `✗ ${String(reason)}` }),
  }

  function take(command: WorkerCommand): void {
    switch (command.type) {
      case 'prepare': {
        const { language, credit, ...request } = command
        outbox = new Outbox({ send, now, defer, credit })
        prepared = { run: prepare(language, request), outbox }
        return
      }
      case 'run':
        if (prepared) void runPrepared(prepared)
        return
      case 'credit':
        prepared?.outbox.grant(command)
    }
  }

  async function prepare(language: CodeLanguage, request: CellRequest): Promise<CellRun> {
    const runtime = languages[language]
    if (!runtime) throw new Error(`No cell runs ${language} here.`)
    return runtime.prepare(request)
  }

  async function runPrepared({ run, outbox }: NonNullable<typeof prepared>): Promise<void> {
    const emit = (event: CellEvent) => outbox.emit(event)
    try {
      await (
        await run
      )(emit, now)
    } catch (error) {
      // A fault of ours: what a cell throws is an event of its run.
      const original = error instanceof Error ? error.message : String(error)
      emit({ type: 'error', error: { code: 'error', params: {}, name: 'Error', original } })
      emit({ type: 'done', ok: false, ms: 0 })
    }
  }
}
