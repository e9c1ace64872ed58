import { describe, expect, test } from 'vitest'
import { failedFiles, tallyOf, type VitestReport } from '../../../build/run/vitestReport'

type Outcome = 'passed' | 'failed'

function fileOf(name: string, tests: Readonly<Record<string, Outcome>>): VitestReport['testResults'][number] {
  const outcomes = Object.entries(tests)
  return {
    name: `/project/test/${name}`,
    status: outcomes.some(([, status]) => status === 'failed') ? 'failed' : 'passed',
    assertionResults: outcomes.map(([fullName, status]) => ({
      fullName,
      status,
      failureMessages: status === 'failed' ? [`${fullName} is not so\n    at somewhere`] : [],
    })),
  }
}
const unloaded = { name: '/project/test/c.test.ts', status: 'failed', assertionResults: [] }
const first: VitestReport = {
  testResults: [
    fileOf('a.test.ts', { one: 'passed', two: 'passed' }),
    fileOf('b.test.ts', { three: 'passed', four: 'failed', five: 'failed' }),
    unloaded,
  ],
}

describe('a run of tests', () => {
  test('counts what passed and names what failed, with the first line of why', () => {
    expect(tallyOf(first, null, '/project')).toEqual({
      passed: 3,
      failed: 3,
      named: [
        'test/b.test.ts: four: four is not so',
        'test/b.test.ts: five: five is not so',
        'test/c.test.ts could not be loaded',
      ],
      again: [],
    })
  })

  test('has files to be tried again: those in which something failed, and those that could not be loaded', () => {
    expect(failedFiles(first)).toEqual(['/project/test/b.test.ts', '/project/test/c.test.ts'])
  })

  test('tells what passed only at the second try, and still fails for what failed twice', () => {
    const second: VitestReport = {
      testResults: [
        fileOf('b.test.ts', { three: 'passed', four: 'passed', five: 'failed' }),
        fileOf('c.test.ts', { six: 'passed' }),
      ],
    }
    expect(tallyOf(first, second, '/project')).toEqual({
      passed: 5,
      failed: 1,
      named: ['test/b.test.ts: five: five is not so'],
      again: ['test/b.test.ts: four: four is not so', 'test/c.test.ts could not be loaded'],
    })
  })

  test('fails for what fails at the second try alone', () => {
    const second: VitestReport = {
      testResults: [
        fileOf('b.test.ts', { three: 'failed', four: 'passed', five: 'passed' }),
        fileOf('c.test.ts', { six: 'passed' }),
      ],
    }
    expect(tallyOf(first, second, '/project')).toMatchObject({ passed: 5, failed: 1 })
  })
})
