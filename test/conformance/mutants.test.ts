import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allChecks } from './allChecks'
import { copySources, removeSources } from './mutants/copySources'
import { mutants, type Mutant } from './mutants/mutants'
import { sandboxOptions, startSandboxProcess } from './mutants/sandboxProcess'
import type { SuiteOptions } from './options'
import { isChosen, runSuite, type CheckReport } from './runSuite'

/** The suite is itself tested: each rule that is left out of the sandbox must be missed by it. */

const processesAtATime = 2
const cases = 8

async function checksOn(
  name: string,
  replacements: Mutant['replacements'],
  told: Pick<SuiteOptions, 'only' | 'untilFailed'>,
) {
  const folder = await copySources(name, replacements)
  try {
    const sandbox = await startSandboxProcess(folder, cases)
    try {
      const { checks } = await runSuite(sandboxOptions(sandbox.url, told))
      return checks
    } finally {
      await sandbox.close()
    }
  } finally {
    await removeSources(folder)
  }
}

/** What the suite said of each mutant; an error when it could not even be asked. */
const found = new Map<string, readonly CheckReport[] | Error>()
let unchanged: readonly CheckReport[] = []

const paragraphs = [...new Set(mutants.flatMap((one) => one.paragraphs))]

beforeAll(async () => {
  unchanged = await checksOn('unchanged', [], { only: paragraphs })
  const waiting = mutants.map((one, index) => ({ one, index }))
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { one, index } = next
      const result = await checksOn(`mutant-${index}`, one.replacements, {
        only: one.paragraphs,
        untilFailed: true,
      }).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))
      found.set(one.name, result)
    }
  }
  await Promise.all(Array.from({ length: processesAtATime }, worker))
}, 900_000)
afterAll(() => found.clear())

describe('the unchanged sandbox', () => {
  it('passes every check of the paragraphs that the mutants are about', () => {
    expect(unchanged.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    const checked = new Set(unchanged.filter(({ outcome }) => outcome === 'passed').map(nameOf))
    expect(paragraphs.filter((one) => !checked.has(one))).toEqual([])
  })
})

function nameOf({ paragraph }: Pick<CheckReport, 'paragraph'>): string {
  return paragraph.split(' ')[1] ?? ''
}

describe('the sandbox with a rule left out', () => {
  it('there are mutants enough, each about paragraphs that have checks', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(20)
    for (const { paragraphs: only } of mutants) {
      expect(allChecks.some((check) => isChosen(check, only))).toBe(true)
    }
  })

  it.each(mutants.map((one) => [one.name, one.paragraphs.join(', '), one] as const))(
    '%s: caught under %s',
    (name, _paragraphs, { paragraphs: only }) => {
      const reports = found.get(name)
      if (reports === undefined || reports instanceof Error) throw reports ?? new Error('not run')
      const broken = new Set(reports.filter(({ outcome }) => outcome === 'failed').map(nameOf))
      expect([...broken].some((paragraph) => only.includes(paragraph))).toBe(true)
    },
  )
})
