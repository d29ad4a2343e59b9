/** The sandboxed frame and the port to it: opened once for all cells of a page, and anew where it broke off. */
import { loadPython, loadPythonLibrary, type PythonFiles } from './load-python.ts'
import { protocolVersion, type ConnectMessage, type FrameMessage, type PageMessage, type Runtime } from './protocol.ts'

/** A frame that has not connected by then never will [ms]. */
const connectLimit = 8000

export interface SandboxUrls {
  frameUrl: string
  /** The runtimes of TypeScript, on the core of the engine and on the whole. */
  workerUrl: string
  wholeWorkerUrl: string
}

/** TypeScript on the core of the engine or on the whole of it, and Python, which may have to have its library. */
export type RuntimeName = 'core' | 'whole' | 'python' | 'python-whole'

export interface ConnectionOptions extends SandboxUrls {
  /** How much of Python has come, as a part of all. */
  onLoading(part: number): void
  onMessage(message: Exclude<FrameMessage, { type: 'connected' }>): void
  /** The frame is gone: its process ran out of memory, most likely. Not every browser tells. */
  onLost(): void
}

export class NotLoaded extends Error {}

class NotSandboxed extends Error {}

export class Connection {
  readonly #options: ConnectionOptions
  #frame: HTMLIFrameElement | undefined
  /** The frame's port, and the same once the frame has a runtime too. */
  #opened: Promise<MessagePort> | undefined
  readonly #ready = new Map<RuntimeName, Promise<MessagePort>>()
  /** Ends the loading of Python. */
  #loading: AbortController | undefined

  constructor(options: ConnectionOptions) {
    this.#options = options
  }

  /** Opens the frame: a kilobyte, but for some browsers a process, which is what a first run would wait for most. */
  open(): Promise<MessagePort> {
    this.#opened ??= this.#openFrame().catch((error: unknown) => {
      this.discard()
      throw error
    })
    return this.#opened
  }

  /**
   * Opens the frame and hands it a runtime. Of the two for TypeScript, the one on the whole engine from when it is first
   * asked for.
   * @param python  where Python is
   * @throws NotLoaded, or Error where the frame does not answer
   */
  ready(name: RuntimeName, python?: PythonFiles): Promise<MessagePort> {
    const wanted = name === 'core' && this.#ready.has('whole') ? 'whole' : name
    let ready = this.#ready.get(wanted)
    if (!ready) {
      const handing = this.#handRuntime(wanted, python).catch((error: unknown) => {
        if (!(error instanceof NotLoaded)) this.discard()
        else if (this.#ready.get(wanted) === handing) this.#ready.delete(wanted)
        throw error
      })
      ready = handing
      this.#ready.set(wanted, ready)
    }
    return ready
  }

  /** To a frame that is there, or will be; without one there is nobody to tell. */
  send(message: PageMessage): void {
    void this.#opened?.then(
      (port) => port.postMessage(message),
      () => undefined,
    )
  }

  /** Nobody waits for Python any longer: what has not come of it is not fetched. */
  stopLoading(): void {
    if (!this.#loading) return
    this.#loading.abort()
    this.#ready.delete('python')
  }

  /** Removes the frame, and with it all workers. */
  discard(): void {
    this.#frame?.remove()
    this.#frame = undefined
    this.#opened = undefined
    this.#ready.clear()
  }

  async #handRuntime(name: RuntimeName, python?: PythonFiles): Promise<MessagePort> {
    if (name === 'python-whole') return this.#handLibrary(python)
    const loading = name === 'python' ? this.#loadPython(python) : this.#loadTypeScript(name)
    const [runtime, port] = await Promise.all([loading, this.open()])
    port.postMessage({ type: 'runtime', ...runtime } satisfies PageMessage, Object.values(runtime.boot?.modules ?? {}))
    // A run that finds it there need not begin again.
    if (name === 'python') setTimeout(() => this.ready('python-whole', python).catch(() => undefined))
    return port
  }

  async #handLibrary(python: PythonFiles | undefined): Promise<MessagePort> {
    const port = await this.ready('python', python)
    try {
      const files = await loadPythonLibrary(python!)
      port.postMessage({ type: 'files', language: 'python', files } satisfies PageMessage, Object.values(files))
    } catch (error) {
      throw new NotLoaded(String(error))
    }
    return port
  }

  async #loadTypeScript(name: 'core' | 'whole'): Promise<Runtime> {
    const { workerUrl, wholeWorkerUrl } = this.#options
    return { language: 'typescript', source: await loadText(name === 'whole' ? wholeWorkerUrl : workerUrl) }
  }

  async #loadPython(python: PythonFiles | undefined): Promise<Runtime> {
    const loading = (this.#loading = new AbortController())
    try {
      if (!python) throw new Error('The cell does not say where Python is.')
      return await loadPython(python, this.#options.onLoading, loading.signal)
    } catch (error) {
      throw new NotLoaded(String(error))
    } finally {
      if (this.#loading === loading) this.#loading = undefined
    }
  }

  /**
   * A browser asks no service worker for the document of a frame with a `sandbox` attribute, so without a network it would
   * have none. Where a service worker stands by, the attribute is left out and the worker serves the document with
   * `Content-Security-Policy: sandbox allow-scripts`, which is the same sandbox. A frame that turns out to be of this
   * page's origin is sent nothing and gives way to one with the attribute.
   */
  async #openFrame(): Promise<MessagePort> {
    if (navigator.serviceWorker?.controller) {
      try {
        return await this.#createFrame(false)
      } catch (error) {
        if (!(error instanceof NotSandboxed)) throw error
        this.#frame?.remove()
      }
    }
    return this.#createFrame(true)
  }

  #createFrame(withAttribute: boolean): Promise<MessagePort> {
    const frame = document.createElement('iframe')
    if (withAttribute) frame.setAttribute('sandbox', 'allow-scripts')
    frame.allow = ''
    frame.referrerPolicy = 'no-referrer'
    frame.title = ''
    frame.hidden = true
    frame.tabIndex = -1
    frame.ariaHidden = 'true'
    frame.src = this.#options.frameUrl
    this.#frame = frame
    const { port1, port2 } = new MessageChannel()
    const opened = new Promise<MessagePort>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The sandbox does not answer.')), connectLimit)
      frame.addEventListener(
        'load',
        () => {
          // A document of another origin shows itself to nobody.
          if (frame.contentDocument !== null) return reject(new NotSandboxed('The frame has the origin of the page.'))
          const connect: ConnectMessage = { type: 'connect', version: protocolVersion }
          // An opaque origin has no name to post to; the port, once taken, is private.
          frame.contentWindow?.postMessage(connect, '*', [port2])
        },
        { once: true },
      )
      port1.onmessage = ({ data }: MessageEvent<FrameMessage>) => {
        if (this.#frame !== frame) return
        if (data.type !== 'connected') return this.#options.onMessage(data)
        clearTimeout(timer)
        if (data.version === protocolVersion) resolve(port1)
        else reject(new Error(`The sandbox speaks version ${data.version}, the page ${protocolVersion}.`))
      }
      port1.addEventListener('close', () => this.#frame === frame && this.#options.onLost())
    })
    document.body.append(frame)
    return opened
  }
}

async function loadText(url: string): Promise<string> {
  try {
    const response = await fetch(url)
    if (!response.ok) throw new NotLoaded(`${url}: ${response.status}`)
    return await response.text()
  } catch (error) {
    throw error instanceof NotLoaded ? error : new NotLoaded(String(error))
  }
}
