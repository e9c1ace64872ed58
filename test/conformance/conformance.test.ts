import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  projectFolder,
  sandboxOptions,
  startSandboxProcess,
  type SandboxProcess,
} from './mutants/sandboxProcess'
import { runSuite, type SuiteReport } from './runSuite'

let sandbox: SandboxProcess
let report: SuiteReport

beforeAll(async () => {
  sandbox = await startSandboxProcess(projectFolder, 60)
  report = await runSuite(sandboxOptions(sandbox.url))
}, 300_000)
afterAll(() => sandbox.close())

/** What no request brings about, and who need not be among the people of a generated agency. */
const mayBeUnchecked = [
  'no request makes a server busy by itself',
  'the page names no size from which one action is too large',
  'the reference data know no officer who is not active any more',
]

describe('the conformance suite on the sandbox', () => {
  it('finds nothing that the sandbox does otherwise than the pages say', () => {
    expect(report.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  })

  it('leaves nothing unchecked but what no request brings about', () => {
    const reasons = report.checks
      .filter(({ outcome }) => outcome === 'not checked')
      .map(({ detail = '' }) => detail)
    expect(reasons.filter((reason) => !mayBeUnchecked.includes(reason))).toEqual([])
  })

  it('counts every check under its paragraph', () => {
    const counted = Object.values(report.byParagraph).flatMap((one) => Object.values(one))
    expect(counted.reduce((sum, one) => sum + one, 0)).toBe(report.checks.length)
  })

  it('passes again on the same server, which now holds what the first run left', async () => {
    const again = await runSuite(
      sandboxOptions(sandbox.url, { only: ['2', '3', '4.1', '4.2', '5.6', 'status'] }),
    )
    expect(again.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  }, 120_000)

  it('reports what it could not check when it is told of one officer only, and passes none of it', async () => {
    const { url, user, password, jobs } = sandboxOptions(sandbox.url)
    const alone = await runSuite({ url, user, password, jobs, only: ['roles', '4.7', 'actions/close'] })
    const of = (outcome: string) => alone.checks.filter((check) => check.outcome === outcome)
    expect(of('failed')).toEqual([])
    expect(of('not checked').map(({ detail }) => detail)).toContain('needs --supervisor')
    expect(of('not checked').map(({ detail }) => detail)).toContain('needs --auditor')
    expect(of('passed').length).toBeGreaterThan(10)
  }, 120_000)
})
