import { writeFile } from 'node:fs/promises'
import type { CheckReport, SuiteReport } from './runSuite'

function count(checks: readonly CheckReport[], outcome: CheckReport['outcome']): number {
  return checks.filter((check) => check.outcome === outcome).length
}

/** What a person reads of a check that did not pass; null for one that did. */
export function lineOf(check: CheckReport): string | null {
  if (check.outcome !== 'failed') return null
  return `FAILED ${check.paragraph}: ${check.sentence}\n    ${check.detail ?? ''}`
}

/** The end of the report: paragraphs that are broken, what was not checked and why, and the count. */
export function endOf({ checks }: SuiteReport): string {
  const lines: string[] = []
  const broken = [...new Set(checks.filter(isFailed).map(({ paragraph }) => paragraph))]
  if (broken.length > 0) lines.push(`broken: ${broken.join(', ')}`)
  for (const [reason, unchecked] of byReason(checks)) {
    const paragraphs = [...new Set(unchecked.map(({ paragraph }) => paragraph))]
    lines.push(`not checked (${unchecked.length}), ${reason}: ${paragraphs.join(', ')}`)
  }
  lines.push(`${count(checks, 'passed')} passed, ${count(checks, 'failed')} failed`)
  return lines.join('\n')
}

function byReason(checks: readonly CheckReport[]): Map<string, CheckReport[]> {
  const reasons = new Map<string, CheckReport[]>()
  for (const check of checks) {
    if (check.outcome !== 'not checked') continue
    const reason = check.detail ?? 'without a reason'
    reasons.set(reason, [...(reasons.get(reason) ?? []), check])
  }
  return reasons
}

export function isFailed(check: CheckReport): boolean {
  return check.outcome === 'failed'
}

export async function writeJson(file: string, report: SuiteReport): Promise<void> {
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`)
}
