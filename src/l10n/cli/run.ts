/** Finds a command by its name, runs it, and says what was wrong with the call. One file a command. */
import { parseArgs } from 'node:util'
import { ProblemsError } from '../../cells/parse/problem.ts'
import { unknown, UsageError, type Command } from './command.ts'

/** Each command is loaded when it is called. */
const commands: Record<string, () => Promise<Command>> = {
  status: async () => (await import('./status.ts')).status,
  diff: async () => (await import('./diff.ts')).diff,
  check: async () => (await import('./check.ts')).check,
  sync: async () => (await import('./sync.ts')).sync,
  done: async () => (await import('./confirm.ts')).done,
  review: async () => (await import('./confirm.ts')).review,
  minor: async () => (await import('./confirm.ts')).minor,
  export: async () => (await import('./export.ts')).exportCommand,
  import: async () => (await import('./import.ts')).importCommand,
  new: async () => (await import('./new.ts')).newEntry,
  add: async () => (await import('./add.ts')).add,
  pseudo: async () => (await import('./pseudo.ts')).pseudo,
}

/** @returns the exit code */
export async function runCommand([name, ...args]: string[]): Promise<number> {
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      console.log(await help())
      return name === undefined ? 2 : 0
    }
    const load = commands[name]
    if (!load) throw unknown('command', name, Object.keys(commands))
    const command = await load()
    const { values, positionals } = parse(args, command)
    if (values.help) {
      console.log(`npm run translate -- ${command.help}`)
      return 0
    }
    return await command.run({ args: positionals, values })
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\nSee npm run translate -- ${name ?? ''} --help.`)
      return 2
    }
    if (error instanceof ProblemsError) {
      console.error(error.message)
      return 1
    }
    throw error
  }
}

function parse(args: string[], command: Command) {
  try {
    return parseArgs({ args, options: { ...command.options, help: { type: 'boolean' } }, allowPositionals: true })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

async function help(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(8)} ${(await load()).summary}`),
  )
  return `npm run translate -- <command> [arguments]

${lines.join('\n')}

npm run translate -- <command> --help says more about one.`
}
