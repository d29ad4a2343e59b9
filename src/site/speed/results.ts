/** What `npm run bench -- engine --json FILE` writes and the page about speed shows. Times are milliseconds. */
export interface Spread {
  median: number
  low: number
  high: number
}

export interface Timed {
  /** A step, over processes. */
  step: Spread
  fastest: number
  first: number
  /** How many times as long as Lexigrad's step, round by round. */
  ratio?: Spread | undefined
  /** [GFLOP/s] */
  speed?: Spread | undefined
  processes: number
}

/** Why an engine cannot do a workload. */
export type Lack = 'no-convolution' | 'no-convolution-gradient'

/** What became of a workload on an engine: times, an error or other losses, or an operation that is missing. */
export type Outcome = Timed | { failed: string } | { lacks: Lack }

export const workNames = ['W0', 'W1', 'W2', 'W3', 'W4', 'W5-256', 'W5-512', 'W5-1024'] as const
export type WorkName = (typeof workNames)[number]

/** By workload, then by engine. */
export type Outcomes = Partial<Record<WorkName, Record<string, Outcome>>>

export interface EngineResults {
  date: string
  machine: {
    cpu: string
    features: string[]
    cores: number
    memory: string
    system: string
    node: string
    v8: string
    chromium?: string | undefined
    /** The commit that was measured. */
    commit: string
  }
  /** How many processes wanted a core, on average over a minute. */
  load: { before: number; after: number }
  engines: { id: string; name: string; version: string; note: string; ours: boolean }[]
  /** Lexigrad as most browsers run it: what ratios compare with. */
  base: string
  notMeasured: NotMeasured[]
  /** One core's most, in float32 multiplications and additions [GFLOP/s]. */
  peak?: number | undefined
  node: Outcomes
  chromium?: Outcomes | undefined
  firstGradient?: Record<string, Spread> | undefined
  bytes: Record<string, { raw: number; brotli: number }>
}

export type NotMeasured = 'safari' | 'firefox' | 'arm' | 'phones' | 'threads' | 'gpu'

export const isTimed = (outcome: Outcome | undefined): outcome is Timed => outcome !== undefined && 'step' in outcome
