/**
 * The ESLint rule that holds imports to one direction: pages → site → cells → engine, site → i18n and l10n,
 * l10n → cells/parse and cells/prepare. A room may import itself and what the table names, nothing else of ours.
 */
import { dirname, resolve, sep } from 'node:path'
import type { Rule } from 'eslint'

interface Literal {
  value?: unknown
}

/** Room → rooms it may import. The longest matching folder under `src/` is a file's room. */
export const rooms: Record<string, readonly string[]> = {
  engine: [],
  python: ['engine'],
  'cells/parse': [],
  'cells/prepare': ['cells/parse'],
  cells: ['cells/parse', 'cells/prepare', 'cells/proof', 'engine', 'python'],
  'cells/proof': ['cells', 'cells/parse', 'cells/prepare', 'engine', 'python', 'tools/kernels'],
  l10n: ['cells/parse', 'cells/prepare'],
  'l10n/cli': ['l10n', 'i18n', 'cells', 'cells/proof', 'cells/parse', 'cells/prepare'],
  'l10n/editor': ['l10n', 'l10n/cli', 'i18n', 'cells', 'cells/proof', 'cells/parse'],
  i18n: ['l10n'],
  site: [
    'cells',
    'cells/proof',
    'cells/parse',
    'cells/prepare',
    'engine',
    'python',
    'i18n',
    'l10n',
    'l10n/cli',
    'l10n/editor',
    'tools/kernels',
  ],
  pages: ['site', 'cells', 'cells/proof', 'cells/parse', 'cells/prepare', 'engine', 'i18n', 'l10n', 'l10n/cli'],
  tools: [
    'site',
    'cells',
    'cells/proof',
    'cells/parse',
    'cells/prepare',
    'engine',
    'i18n',
    'l10n',
    'l10n/cli',
    'tools/kernels',
  ],
  'tools/kernels': [],
}

/** The room of a path below `src/`, or undefined outside all rooms. */
export function roomOf(path: string): string | undefined {
  return Object.keys(rooms)
    .filter((room) => path === room || path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0]
}

export const importDirections: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [{ type: 'string' }],
    messages: {
      direction: '{{from}} may not import {{to}} ({{path}}). It may import: {{allowed}}. See ARCHITECTURE.md.',
      extension: 'Node runs these files as they are: name the file with its extension, "{{path}}.ts".',
    },
  },
  create(context) {
    const source = resolve((context.options[0] as string | undefined) ?? 'src')
    const below = (path: string) =>
      path.startsWith(source + sep) ? path.slice(source.length + 1).replaceAll(sep, '/') : ''
    const from = roomOf(below(context.filename))

    function check(node: Rule.Node, path: unknown) {
      if (typeof path !== 'string') return
      const relative = /^\.{1,2}\//.test(path)
      if (relative && !/\.\w+(\?.*)?$/.test(path)) context.report({ node, messageId: 'extension', data: { path } })
      const target = relative ? below(resolve(dirname(context.filename), path)) : path === 'lexigrad' ? 'engine' : ''
      const to = roomOf(target)
      if (!from || !to || from === to || rooms[from]?.includes(to)) return
      const allowed = [from, ...(rooms[from] ?? [])].join(', ')
      context.report({ node, messageId: 'direction', data: { from, to, path, allowed } })
    }

    const declaration = (node: Rule.Node) => {
      const { source } = node as { source?: { value?: unknown } | null }
      check(node, source?.value)
    }
    return {
      ImportDeclaration: declaration,
      ExportNamedDeclaration: declaration,
      ExportAllDeclaration: declaration,
      ImportExpression: declaration,
      TSImportType: (node: Rule.Node) => {
        const { source, argument } = node as unknown as { source?: Literal; argument?: Literal & { literal?: Literal } }
        check(node, source?.value ?? argument?.literal?.value ?? argument?.value)
      },
    }
  },
}
