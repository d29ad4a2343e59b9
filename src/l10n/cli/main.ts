/** `npm run translate -- <command>`: the translators' tools. */
import { runCommand } from './run.ts'

process.exitCode = await runCommand(process.argv.slice(2))
