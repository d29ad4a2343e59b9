import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../i18n/paths.ts'
import type { EngineResults } from './results.ts'

const file = join(projectRoot, 'src/site/data/bench.json')

/** The committed results, as `npm run bench -- engine --json src/site/data/bench.json` wrote them. */
export const readResults = (): EngineResults =>
  (JSON.parse(readFileSync(file, 'utf8')) as { engine: EngineResults }).engine
