/**
 * Takes from a worker's global scope what a cell has no use for. The frame's Content Security Policy and its opaque
 * origin already refuse the network and all storage; this is the second wall, and the only one for what no policy
 * covers: nested workers, and channels to the workers of other cells.
 *
 * It holds because a worker has one global scope and no way to a fresh one once `Worker` is gone.
 */
const unwanted = [
  // other scopes, other cells
  'Worker', 'SharedWorker', 'BroadcastChannel', 'ServiceWorker', 'ServiceWorkerContainer', 'ServiceWorkerRegistration',
  // the frame: a cell speaks by its console, the runner through a port of its own
  'postMessage', 'close', 'onmessage', 'onmessageerror',
  // the network
  'fetch', 'fetchLater', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'WebTransport', 'EventSource', 'importScripts',
  'RTCPeerConnection', 'RTCDataChannel', 'Request', 'Response', 'FontFace', 'fonts', 'PushManager', 'BackgroundFetchManager',
  // storage
  'indexedDB', 'IDBFactory', 'IDBDatabase', 'caches', 'Cache', 'CacheStorage', 'StorageManager', 'FileSystemHandle', 'FileReaderSync',
  'webkitRequestFileSystem', 'webkitRequestFileSystemSync', 'webkitResolveLocalFileSystemURL', 'webkitResolveLocalFileSystemSyncURL',
  'cookieStore', 'CookieStore', 'LockManager', 'Lock',
  // the machine
  'Notification', 'USB', 'Serial', 'HID', 'GPU', 'NavigatorUAData', 'WorkerNavigator', 'navigator',
] as const // prettier-ignore

export function harden(scope: object): void {
  for (const name of unwanted) hide(scope, name)
  const { URL } = scope as { URL?: object }
  if (URL) for (const name of ['createObjectURL', 'revokeObjectURL']) hide(URL, name)
}

/** From the object and everything it inherits from; where that is refused, `undefined` stands in its place. */
export function hide(object: object, name: string): void {
  for (let holder: object | null = object; holder; holder = Reflect.getPrototypeOf(holder)) {
    if (!Reflect.deleteProperty(holder, name)) Reflect.defineProperty(holder, name, { value: undefined })
  }
}
