/** The console that a cell sees. It has the methods of every console; each turns into text. */
import type { OutputLevel } from './events.ts'
import { formatArguments, formatValue } from './format.ts'
import { formatTable } from './table.ts'

export type CellConsole = Pick<
  Console,
  | 'log'
  | 'info'
  | 'warn'
  | 'error'
  | 'debug'
  | 'trace'
  | 'dir'
  | 'table'
  | 'assert'
  | 'count'
  | 'countReset'
  | 'time'
  | 'timeLog'
  | 'timeEnd'
  | 'group'
  | 'groupCollapsed'
  | 'groupEnd'
  | 'clear'
>

export function createConsole(write: (level: OutputLevel, text: string) => void, now: () => number): CellConsole {
  let indent = ''
  const counts = new Map<string, number>()
  const starts = new Map<string, number>()
  const print = (level: OutputLevel, text: string) => write(level, indent ? indentAll(text, indent) : text)
  const at =
    (level: OutputLevel) =>
    (...values: unknown[]) =>
      print(level, formatArguments(values))
  const group = (...values: unknown[]) => {
    if (values.length > 0) print('log', formatArguments(values))
    indent += '  '
  }
  const timeLog = (label = 'default') => {
    const start = starts.get(label)
    if (start !== undefined) print('log', `${label}: ${(now() - start).toFixed(1)} ms`)
  }
  return {
    log: at('log'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    debug: at('debug'),
    trace: at('log'),
    dir: (value: unknown) => print('log', formatValue(value)),
    table: (value: unknown, columns?: readonly string[]) =>
      print('log', formatTable(value, columns) ?? formatArguments([value])),
    assert: (condition?: unknown, ...values: unknown[]) => {
      if (!condition) print('error', `✗ ${formatArguments(values)}`.trimEnd())
    },
    count: (label = 'default') => {
      counts.set(label, (counts.get(label) ?? 0) + 1)
      print('log', `${label}: ${counts.get(label)}`)
    },
    countReset: (label = 'default') => void counts.delete(label),
    time: (label = 'default') => void starts.set(label, now()),
    timeLog,
    timeEnd: (label = 'default') => {
      timeLog(label)
      starts.delete(label)
    },
    group,
    groupCollapsed: group,
    groupEnd: () => void (indent = indent.slice(2)),
    clear: () => undefined,
  }
}

function indentAll(text: string, indent: string): string {
  return indent + text.replaceAll('\n', '\n' + indent)
}
