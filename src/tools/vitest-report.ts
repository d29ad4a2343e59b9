/** Counts and names from Vitest's JSON report. */
export interface Tally {
  passed: number
  failed: number
  /** Full names of the tests that did not run. */
  skipped: string[]
}

interface Report {
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { fullName: string; status: string }[]
  }[]
}

export function readVitestReport(json: string): Tally {
  const { testResults } = JSON.parse(json) as Report
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const count = (status: string) => tests.filter((test) => test.status === status).length
  // A file that cannot be loaded has no tests to fail.
  const broken = testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
  })
  return {
    passed: count('passed'),
    failed: count('failed') + broken.length,
    skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
  }
}
