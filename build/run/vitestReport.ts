import { relative } from 'node:path'
import { z } from 'zod'
import type { Tally } from './tally'

const testSchema = z.object({
  fullName: z.string(),
  status: z.string(),
  failureMessages: z.array(z.string()).nullish(),
})
const fileSchema = z.object({
  /** Its path. */
  name: z.string(),
  status: z.string(),
  assertionResults: z.array(testSchema),
})
/** What is read of vitest's report for machines. */
export const vitestReportSchema = z.object({ testResults: z.array(fileSchema) })
export type VitestReport = z.infer<typeof vitestReportSchema>
type TestFile = VitestReport['testResults'][number]

/** The paths of files in which something failed, or that could not be loaded. */
export function failedFiles({ testResults }: VitestReport): string[] {
  return testResults.filter(hasFailed).map(({ name }) => name)
}

/**
 * What a run came to, where the files that failed were run once more by themselves. Of those the second run counts; what
 * failed in the first alone is told as `again`. `folder` is left out of the names.
 */
export function tallyOf(first: VitestReport, second: VitestReport | null, folder: string): Tally {
  const repeated = new Map(second?.testResults.map((file) => [file.name, file]))
  const counted = first.testResults.map((file) => repeated.get(file.name) ?? file)
  const named = counted.flatMap((file) => failuresIn(file, folder))
  const left = new Set(named.map(({ key }) => key))
  return {
    passed: counted.flatMap(({ assertionResults }) => assertionResults).filter(isPassed).length,
    failed: named.length,
    named: named.map(({ words }) => words),
    again: first.testResults
      .flatMap((file) => failuresIn(file, folder))
      .filter(({ key }) => !left.has(key))
      .map(({ words }) => words),
  }
}

interface Failure {
  /** The same in both runs, whatever was said of it. */
  readonly key: string
  readonly words: string
}

/** A file that could not be loaded is one failure of its own. */
function failuresIn(file: TestFile, folder: string): Failure[] {
  const path = relative(folder, file.name)
  const failed = file.assertionResults.filter(({ status }) => status === 'failed')
  if (hasFailed(file) && failed.length === 0) return [{ key: path, words: `${path} could not be loaded` }]
  return failed.map(({ fullName, failureMessages }) => {
    const key = `${path}: ${fullName}`
    return { key, words: `${key}: ${failureMessages?.[0]?.split('\n', 1)[0] ?? ''}` }
  })
}

function hasFailed({ status, assertionResults }: TestFile): boolean {
  return status === 'failed' || assertionResults.some((test) => test.status === 'failed')
}
function isPassed({ status }: { readonly status: string }): boolean {
  return status === 'passed'
}
