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
  source: string
  url: string
  /** Compiled once for all workers: a module that is posted to a worker is shared with it, its code included. */
  modules: Promise<NonNullable<SeatMessage['modules']>> | undefined
}

const started = new Map<CodeLanguage, Started>()

function start({ language, source, boot }: Runtime): Started {
  const known = started.get(language)
  if (known?.source === source) return known
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
  const made: Started = { source, url, modules: boot && compile(boot.modules as Record<string, ArrayBuffer>) }
  started.set(language, made)
  return made
}

async function compile(modules: Record<string, ArrayBuffer>): Promise<NonNullable<SeatMessage['modules']>> {
  const compiling = Object.entries(modules).map(
    async ([name, bytes]) => [name, await WebAssembly.compile(bytes)] as const,
  )
  const compiled = await Promise.all(compiling)
  // The browser keeps what it has compiled; here it would be kept a second time.
  for (const name of Object.keys(modules)) delete modules[name]
  return Object.fromEntries(compiled)
}

function spawn(runtime: Runtime, onBatch: (data: unknown) => void, onEnd: (reason: EndReason) => void): FrameWorker {
  const { url, modules } = start(runtime)
  const worker = new Worker(url)
  const { port1, port2 } = new MessageChannel()
  let ended = false
  port1.onmessage = ({ data }) => void (ended || onBatch(data))
  // An honest worker reports through the port, errors of the cell included.
  worker.onerror = () => void (ended || onEnd('crashed'))
  worker.onmessage = worker.onmessageerror = port1.onmessageerror = () => void (ended || onEnd('malformed'))
  const give = (seat: SeatMessage) => worker.postMessage(seat, [port2])
  if (modules && runtime.boot) {
    const { files } = runtime.boot
    modules
      .then((compiled) => ended || give({ type: 'seat', modules: compiled, files }))
      .catch(() => {
        started.delete(runtime.language)
        if (!ended) onEnd('crashed')
      })
  } else give({ type: 'seat' })
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
