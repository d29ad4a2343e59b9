/**
 * The document inside `<iframe sandbox="allow-scripts">`: of opaque origin, under a policy of its own (frame-document.ts),
 * without anything to see. It listens once, to the page that holds it, and from then on only to the port it was given.
 */
import { createFrameRuns, type FrameWorker } from './frame-runs.ts'
import {
  protocolVersion,
  type CodeLanguage,
  type ConnectMessage,
  type EndReason,
  type FrameMessage,
  type PageMessage,
  type Runtime,
  type SeatMessage,
} from './protocol.ts'

const scope = globalThis.window

interface Started {
  runtime: Runtime
  url: string
  /** What a worker is given besides its port. */
  seat: SeatMessage | Promise<SeatMessage>
}

const started = new Map<CodeLanguage, Started>()

function start(runtime: Runtime): Started {
  const known = started.get(runtime.language)
  if (known?.runtime === runtime) return known
  const url = URL.createObjectURL(new Blob([runtime.source], { type: 'text/javascript' }))
  const made: Started = { runtime, url, seat: runtime.boot ? compile(runtime.boot) : { type: 'seat' } }
  started.set(runtime.language, made)
  return made
}

/** Once for all workers: a module that is posted to a worker is shared with it, its compiled code included. */
async function compile({ modules, files }: NonNullable<Runtime['boot']>): Promise<SeatMessage> {
  const compiled = Object.entries(modules).map(
    async ([name, bytes]) => [name, await WebAssembly.compile(bytes)] as const,
  )
  return { type: 'seat', files, modules: Object.fromEntries(await Promise.all(compiled)) }
}

function spawn(runtime: Runtime, onBatch: (data: unknown) => void, onEnd: (reason: EndReason) => void): FrameWorker {
  const { url, seat } = start(runtime)
  const worker = new Worker(url)
  const { port1, port2 } = new MessageChannel()
  let ended = false
  port1.onmessage = ({ data }) => void (ended || onBatch(data))
  // An honest worker reports through the port, errors of the cell included.
  worker.onerror = () => void (ended || onEnd('crashed'))
  worker.onmessage = worker.onmessageerror = port1.onmessageerror = () => void (ended || onEnd('malformed'))
  const give = (message: SeatMessage) => worker.postMessage(message, [port2])
  if (seat instanceof Promise) {
    seat.then(give).catch(() => {
      started.delete(runtime.language)
      if (!ended) onEnd('crashed')
    })
  } else give(seat)
  return {
    post: (command) => port1.postMessage(command),
    terminate() {
      // Batches may be waiting still; none of them counts any more.
      ended = true
      port1.close()
      worker.terminate()
    },
  }
}

function connect({ source, data, ports: [port] }: MessageEvent<Partial<ConnectMessage> | null>): void {
  if (source !== scope.parent || data?.type !== 'connect' || !port) return
  scope.removeEventListener('message', connect)
  const answer = (message: FrameMessage) => port.postMessage(message)
  const take = createFrameRuns({
    spawn,
    answer,
    setTimer: (callback, milliseconds) => setTimeout(callback, milliseconds),
    clearTimer: (timer) => clearTimeout(timer as number),
  })
  port.onmessage = ({ data: message }: MessageEvent<PageMessage>) => take(message)
  answer({ type: 'connected', version: protocolVersion })
}

scope.addEventListener('message', connect)
