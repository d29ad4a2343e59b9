import { expect, test } from 'vitest'
import { readVitestReport } from '../../src/tools/vitest-report.ts'

const file = (status: string, assertionResults: { fullName: string; status: string }[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults,
})

test('passed, failed and skipped tests are counted, the skipped ones by name', () => {
  const report = {
    testResults: [
      file('failed', [
        { fullName: 'one', status: 'passed' },
        { fullName: 'two', status: 'failed' },
      ]),
      file('passed', [
        { fullName: 'Firefox runs', status: 'skipped' },
        { fullName: 'later', status: 'todo' },
      ]),
    ],
  }
  expect(readVitestReport(JSON.stringify(report))).toEqual({ passed: 1, failed: 1, skipped: ['Firefox runs', 'later'] })
})

test('a file that cannot be loaded counts as a failure', () => {
  expect(readVitestReport(JSON.stringify({ testResults: [file('failed', [])] }))).toMatchObject({
    passed: 0,
    failed: 1,
  })
})
