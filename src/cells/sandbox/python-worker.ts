/**
 * The worker in which a cell of Python runs: CPython, the whole engine and `torch` on it, bundled into one classic script.
 * It boots as soon as it has its port, and takes commands from then on.
 */
import './before-pyodide.ts'
import { bootPython } from './boot-python.ts'
import { listenAt } from './listen-at.ts'
import { readyMessage, type SeatMessage } from './protocol.ts'
import { pythonRuntime } from './python.ts'

globalThis.addEventListener(
  'message',
  ({ data, ports: [port] }: MessageEvent<SeatMessage>) => {
    if (port) void boot(data, port)
  },
  { once: true },
)

async function boot(seat: SeatMessage, port: MessagePort): Promise<void> {
  const { start, onWanting } = await bootPython(seat)
  const { want } = listenAt(port, { python: pythonRuntime(start) })
  onWanting(want)
  port.postMessage(readyMessage)
}
