/** What a build tells its service worker: which files a reader keeps, and where. */
export interface OfflineManifest {
  /** Names the build: a worker with another one replaces this. */
  build: string
  /** The folder of the host that the site is served from. */
  base: string
  /** Kept at once: what a page and a run of its cells need. */
  shell: string[]
  /** Kept afterwards, when nothing else waits: editor, plots, graphs. */
  extras: string[]
  /** The sandbox's document, which is served with a policy of its own. */
  frame: string
  /** By locale, the page for what was not kept. */
  offline: Record<string, string>
}

/** What a page that no worker saw load tells it afterwards: its address, and those of what it loaded. */
export interface Visited {
  page: string
  files: string[]
}

/** Scripts larger than this are parts that not every reader reaches for [bytes]. */
const shellScript = 60_000
/** What is larger is fetched when it is used, and kept then [bytes]. */
const largest = 1_500_000

export interface BuiltFile {
  /** Path below the base. */
  path: string
  bytes: number
}

/** Sorts the files of a build. Fonts and pictures are kept when a page has used them. */
export function sortFiles(files: readonly BuiltFile[]): Pick<OfflineManifest, 'shell' | 'extras' | 'frame'> {
  const kept = files.filter(({ path, bytes }) => bytes <= largest && isCode(path))
  const inShell = ({ path, bytes }: BuiltFile) => !path.endsWith('.js') || bytes <= shellScript || isRuntime(path)
  const frame = kept.find(({ path }) => /\/cell-sandbox\..*\.html$/.test(`/${path}`))
  if (!frame) throw new Error('The build has no sandbox document for its cells.')
  return {
    shell: kept.filter(inShell).map(({ path }) => path),
    extras: kept.filter((file) => !inShell(file)).map(({ path }) => path),
    frame: frame.path,
  }
}

const isCode = (path: string): boolean =>
  (/^assets\/.*\.(?:js|css|html|wasm)$/.test(path) && !isForTranslators(path)) ||
  /(?:^|\/)cell-errors\.json$/.test(path)

/** The translation editor of a built site: its page, its worker and the worker's parser. */
const isForTranslators = (path: string): boolean => /^assets\/(?:translation-|FolderEditorPage\.|mdx-parser)/.test(path)

/** The script of the cells' worker, whatever its size: without it nothing runs. */
const isRuntime = (path: string): boolean => /^assets\/cell-/.test(path)
