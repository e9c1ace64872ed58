import 'fake-indexeddb/auto'
import { allRows } from './allRows'
import { RealDesks } from './app/realDesks'
import { readOptions, usage, type FaultOptions } from './options'
import { endOf, headLine, lineOf, writeJson } from './report'
import { modelPart, programPart, reportOf } from './parts'
import { isHeld, type FaultContext, type FaultRow, type RowReport } from './row'
import { messageOf, runCommand } from '../../build/run/command'

/** `npm run faults`: ends with 1 when a row is not held, with 2 when it could not be asked. */
async function main(): Promise<number> {
  let options: FaultOptions
  try {
    options = readOptions(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${usage}\n`)
    return 2
  }
  const rows = allRows.filter(({ row }) => options.only?.includes(row) ?? true)
  process.stdout.write(`seed ${options.seed}${options.quick ? ', quick' : ''}\n`)
  const desks = options.withoutProgram ? null : new RealDesks()
  // Ended from outside, it takes along what it started.
  process.once('SIGTERM', () => void desks?.close().finally(() => process.exit(2)))
  const reports = await reportsOf(rows, desks, options).finally(() => desks?.close())
  process.stdout.write(`${[headLine(), ...reports.map(lineOf)].join('\n')}\n`)
  process.stdout.write(`${endOf(reports)}, seed ${options.seed}\n`)
  if (options.json !== undefined) await writeJson(options.json, options.seed, reports)
  return reports.every(isHeld) ? 0 : 1
}

/** What the real program is asked for takes time and little of the processor: the models run meanwhile. */
async function reportsOf(
  rows: readonly FaultRow[],
  desks: RealDesks | null,
  options: FaultOptions,
): Promise<readonly RowReport[]> {
  const contextOf = (row: FaultRow): FaultContext => ({ ...options, note: (words) => noteOf(row, words) })
  const inProgram = oneAfterTheOther(rows, (row) => programPart(row, desks, contextOf(row)))
  const inModel = oneAfterTheOther(rows, (row) => modelPart(row, contextOf(row)))
  const [ofProgram, ofModel] = await Promise.all([inProgram, inModel])
  return rows.map((row, index) => reportOf(row, [ofModel[index], ofProgram[index]]))
}

async function oneAfterTheOther<Given, Answer>(
  all: readonly Given[],
  work: (given: Given) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  for (const given of all) answers.push(await work(given))
  return answers
}

function noteOf({ row }: FaultRow, words: string): void {
  process.stderr.write(`  row ${row}: ${words}\n`)
}

runCommand(main)
