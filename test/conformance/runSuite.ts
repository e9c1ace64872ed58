import { allChecks } from './allChecks'
import { Failure, NotChecked, type Check, type Moment } from './check'
import { Context } from './context'
import type { SuiteOptions } from './options'
import { aroundUpheaval } from './upheaval'

export type CheckOutcome = 'passed' | 'failed' | 'not checked'

export interface CheckReport {
  readonly paragraph: string
  readonly sentence: string
  readonly outcome: CheckOutcome
  /** What was expected and what came, or why it was not checked. */
  readonly detail?: string
  readonly milliseconds: number
}

export interface SuiteReport {
  readonly url: string
  readonly checks: readonly CheckReport[]
  /** Counts by `PROTOCOL 5.6` and the like, in the order of the pages. */
  readonly byParagraph: Readonly<Record<string, Readonly<Record<CheckOutcome, number>>>>
}

/**
 * Holds a server against the checks. Rejects only when the server cannot be reached or somebody cannot sign in as
 * what they were named; `onReport` is told of each check as it ends.
 */
export async function runSuite(
  options: SuiteOptions,
  onReport: (report: CheckReport) => void = () => undefined,
): Promise<SuiteReport> {
  const chosen = allChecks.filter((check) => isChosen(check, options.only))
  const context = await Context.open(options)
  await context.requirePeople()
  const reports = new Map<Check, CheckReport>()
  const run = async (check: Check, within: Context): Promise<void> => {
    const report = await reportOf(check, within)
    reports.set(check, report)
    onReport(report)
  }
  const enough = (): boolean =>
    options.untilFailed === true && [...reports.values()].some(({ outcome }) => outcome === 'failed')
  const inTurns = (checks: readonly Check[], jobs: number, each: (check: Check) => Promise<void>) =>
    worked(checks, { jobs, enough }, each)
  const of = (moment: Moment): Check[] => chosen.filter((check) => (check.moment ?? 'together') === moment)
  const listening = of('listening').map((check) => run(check, context))
  await inTurns(of('together'), options.jobs, (check) => run(check, context))
  await inTurns(of('alone'), 1, (check) => run(check, context))
  await Promise.all(listening)
  const last = of('upheaval')
  if (last.length > 0) {
    await aroundUpheaval(context, async (within) =>
      inTurns(last, 1, async (check) => run(check, await within())),
    )
  }
  context.close()
  const checks = chosen.flatMap((check) => reports.get(check) ?? []).sort(inOrderOfPages)
  return { url: options.url, checks, byParagraph: countedByParagraph(checks) }
}

/** `5` stands for all of 5, `5.6` for that one, `actions` for all rows of that table. */
export function isChosen(check: Pick<Check, 'paragraph'>, only: readonly string[] | undefined): boolean {
  if (!only || only.length === 0) return true
  const name = check.paragraph.slice(check.paragraph.indexOf(' ') + 1)
  return only.some((wanted) => {
    const short = wanted.replace(/^(PROTOCOL|DOMAIN) /, '')
    return name === short || name.startsWith(`${short}.`) || name.startsWith(`${short}/`)
  })
}

async function reportOf(check: Check, context: Context): Promise<CheckReport> {
  const { paragraph, sentence } = check
  const startedAt = performance.now()
  const ended = (outcome: CheckOutcome, detail?: string): CheckReport => ({
    paragraph,
    sentence,
    outcome,
    ...(detail === undefined ? {} : { detail }),
    milliseconds: Math.round(performance.now() - startedAt),
  })
  try {
    await check.run(context)
    return ended('passed')
  } catch (error) {
    if (error instanceof NotChecked) return ended('not checked', error.message)
    if (error instanceof Failure) return ended('failed', error.message)
    return ended('failed', error instanceof Error ? error.message : String(error))
  }
}

/** So many at a time, until all are done or it is enough. */
async function worked(
  checks: readonly Check[],
  { jobs, enough }: { readonly jobs: number; readonly enough: () => boolean },
  run: (check: Check) => Promise<void>,
): Promise<void> {
  const waiting = [...checks]
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check && !enough(); check = waiting.shift()) await run(check)
  }
  await Promise.all(Array.from({ length: jobs }, worker))
}

/** PROTOCOL.md by its numbers, then DOMAIN.md as the checks stand. */
function inOrderOfPages(one: CheckReport, other: CheckReport): number {
  const [place, otherPlace] = [placeOf(one), placeOf(other)]
  // Not by subtraction: the whole of DOMAIN.md stands at infinity.
  return place === otherPlace ? 0 : place < otherPlace ? -1 : 1
}

function placeOf({ paragraph }: CheckReport): number {
  const [, number] = /^PROTOCOL (\d(?:\.\d)?)$/.exec(paragraph) ?? []
  return number === undefined ? Infinity : Number(number)
}

function countedByParagraph(checks: readonly CheckReport[]): SuiteReport['byParagraph'] {
  const counts: Record<string, Record<CheckOutcome, number>> = {}
  for (const { paragraph, outcome } of checks) {
    const count = (counts[paragraph] ??= { passed: 0, failed: 0, 'not checked': 0 })
    count[outcome] += 1
  }
  return counts
}
