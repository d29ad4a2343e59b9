/**
 * The document inside `<iframe sandbox="allow-scripts">`: of opaque origin, under a policy of its own (frame-document.ts),
 * without anything to see. It listens once, to the page that holds it, and from then on only to the port it was given.
 */
import { createFrameRuns, type FrameWorker } from './frame-runs.ts'
import {
  protocolVersion,
  type ConnectMessage,
  type EndReason,
  type FrameMessage,
  type PageMessage,
} from './protocol.ts'

const scope = globalThis.window

let runtime: { source: string; url: string } | undefined

function spawn(source: string, onBatch: (data: unknown) => void, onEnd: (reason: EndReason) => void): FrameWorker {
  if (runtime?.source !== source)
    runtime = { source, url: URL.createObjectURL(new Blob([source], { type: 'text/javascript' })) }
  const worker = new Worker(runtime.url)
  const { port1, port2 } = new MessageChannel()
  let ended = false
  port1.onmessage = ({ data }) => void (ended || onBatch(data))
  // An honest worker reports through the port, errors of the cell included.
  worker.onerror = () => void (ended || onEnd('crashed'))
  worker.onmessage = worker.onmessageerror = port1.onmessageerror = () => void (ended || onEnd('malformed'))
  worker.postMessage({ type: 'seat' }, [port2])
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
