/** `npm run check:content`: what the build checks before it begins, without building. */
import { checkContent } from './check-content.ts'
import { formatProblems } from '../../../cells/parse/problem.ts'

const { problems, sources } = checkContent()
if (problems.length === 0) console.log('Content: no problems.')
else {
  console.error(formatProblems(problems, sources))
  process.exitCode = 1
}
