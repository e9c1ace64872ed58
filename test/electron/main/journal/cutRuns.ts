import fc from 'fast-check'
import type { JournalSetting } from '../../../../electron/main/journal/journal'
import type { DiskFiles } from '../../../../electron/main/files/diskFiles'
import type { JournalStep } from '../../../../electron/main/journal/steps'
import { MemoryDisk, SystemError, type Fate } from '../memoryDisk'
import { Killed, Program } from '../program'
import { eagerCompaction, journalOn, type OpenedJournal } from './journalOn'
import { batches, obey, toldBy, type Command } from './officerAtWork'

/** The power is gone: from here on the disk does nothing any more. */
export class PowerCut extends Error {}

/** The end of a run: the power goes, or the program is killed, and nothing happens after it. */
export class Ending {
  hasCome = false

  constructor(private readonly disk: MemoryDisk) {}

  come(): never {
    this.hasCome = true
    this.disk.before = () => {
      throw new PowerCut()
    }
    throw new PowerCut()
  }

  /** Before the operation of that number, counted from now; what happens at others before it is up to `at`. */
  atOperation(number: number, at: (operation: number) => void = () => undefined): void {
    let count = 0
    this.disk.before = () => {
      count += 1
      if (count > number) this.come()
      at(count)
    }
  }

  /** At the step of that number; give it to the journal as `onStep`. */
  atStep(number: number): (step: JournalStep) => void {
    let count = 0
    return () => {
      if (this.hasCome) this.come()
      count += 1
      if (count > number) this.come()
    }
  }
}

/** Gives the fates in turn, so that a run can be repeated. */
export function inTurn(fates: readonly Fate[]): () => Fate {
  let index = 0
  return () => fates[index++ % fates.length] ?? 'lost'
}

export const someFates: fc.Arbitrary<Fate[]> = fc.array(
  fc.constantFrom<Fate>('kept', 'lost', 'torn', 'blank'),
  { minLength: 1, maxLength: 12 },
)

/** What was asked of a journal, in order. */
export interface Asked {
  readonly command: Command
  /** Said to be done. If not: said to have failed, or not answered when the end came. */
  readonly done: boolean
}

export interface Worked {
  readonly asked: readonly Asked[]
  readonly opened: OpenedJournal
}

/** The lives of the program on one disk: who kills the one that lives now, does it here. */
export class Lives {
  private current: Program

  constructor(private readonly disk: DiskFiles) {
    this.current = new Program(disk)
  }

  get program(): Program {
    return this.current
  }

  next(): Program {
    this.current.kill()
    this.current = new Program(this.disk)
    return this.current
  }
}

export interface WorkSetting {
  readonly options?: Partial<JournalSetting>
  readonly ending?: Ending
  readonly lives?: Lives
  /** The journal of the first life, when it is open already. */
  readonly first?: OpenedJournal
  /** What was asked of the journal before. */
  readonly history?: readonly Asked[]
}

/**
 * Works through the batches until the end comes. What fails before is left at that, as an officer would; a program
 * that was killed is started again.
 */
export async function work(
  disk: MemoryDisk,
  list: readonly (readonly Command[])[],
  setting: WorkSetting = {},
): Promise<Worked> {
  const { options = {}, ending = new Ending(disk), lives = new Lives(disk), history = [] } = setting
  let opened = setting.first ?? (await journalOn(lives.program, options))
  let asked = history
  for (const batch of list) {
    const restart = batch.find(({ kind }) => kind === 'restart' || kind === 'kill')
    if (restart) {
      if (restart.kind === 'restart') await opened.journal.close().catch(() => undefined)
      lives.program.kill()
    } else {
      const answers = await Promise.allSettled(batch.map((command) => obey(opened, command)))
      asked = [
        ...asked,
        ...batch.map((command, index) => ({ command, done: answers[index]?.status === 'fulfilled' })),
      ]
    }
    // A new life starts the holds anew, so that those who compare must know of it.
    if (!lives.program.isAlive) asked = [...asked, { command: { kind: 'restart' }, done: true }]
    while (!lives.program.isAlive && !ending.hasCome) {
      const again = await startAgain(lives.next(), options, asked, ending)
      if (!again) continue
      opened = again.opened
      asked = again.asked
    }
    if (ending.hasCome) break
  }
  return { asked, opened }
}

/**
 * Null when the program was killed again or the end came. What the new life tells is what counts from now on: it may
 * hold what was under way before or not, but what it shows is saved.
 */
async function startAgain(
  program: Program,
  options: Partial<JournalSetting>,
  asked: readonly Asked[],
  ending: Ending,
): Promise<Worked | null> {
  while (program.isAlive && !ending.hasCome) {
    try {
      const opened = await journalOn(program, options)
      if (asked.every(({ done }) => done)) return { opened, asked }
      const told = JSON.stringify(await toldBy(opened))
      for (const commands of possibilities(asked)) {
        if ((await toldAfter(commands)) !== told) continue
        return { opened, asked: commands.map((command) => ({ command, done: true })) }
      }
      throw new Error(`A new life tells what nobody asked for: ${told}`)
    } catch (error) {
      // A disk that fails at the first try is tried again, as an officer would.
      if (!isOfTheDisk(error)) throw error
    }
  }
  return null
}

function isOfTheDisk(error: unknown): boolean {
  return error instanceof SystemError || error instanceof PowerCut || error instanceof Killed
}

const alreadyTold = new Map<string, string>()

/** What a journal that never met anything would tell after these commands. */
async function toldAfter(commands: readonly Command[]): Promise<string> {
  const name = JSON.stringify(commands)
  const known = alreadyTold.get(name)
  if (known !== undefined) return known
  const { opened } = await work(
    new MemoryDisk(),
    commands.map((command) => [command]),
  )
  const told = JSON.stringify(await toldBy(opened))
  alreadyTold.set(name, told)
  return told
}

/**
 * Opens what is left and compares: everything that was said to be done must be there, in its order; what was not said
 * to be done may be there or not; and nothing else. Answers what is wrong, in words; null when nothing is.
 */
export async function wrongWith(left: MemoryDisk, asked: readonly Asked[]): Promise<string | null> {
  const options = { compaction: eagerCompaction }
  const found = await journalOn(left, options)
  if (found.damage && found.damage.cause !== 'damaged') return `said to be ${found.damage.cause}`
  const told = JSON.stringify(await toldBy(found))
  const possible: string[] = []
  for (const commands of possibilities(asked)) {
    const expected = await toldAfter(commands)
    possible.push(expected)
    if (expected === told) break
  }
  if (!possible.includes(told)) return `${told} is none of ${possible.join(' ')}`
  // What was found is saved like everything else.
  const again = await journalOn(
    left.afterPowerCut(() => 'lost'),
    options,
  )
  const toldAgain = JSON.stringify(await toldBy(again))
  return toldAgain === told ? null : `${toldAgain} after ${told}`
}

/**
 * All that is sure, with every choice of the rest. What failed is taken back before anything else is written: so later
 * commands of that life went without it, and where the disk did not even let it be taken back, it stands behind them.
 */
function possibilities(asked: readonly Asked[]): Command[][] {
  let [sure, unsure]: [Command[][], Command[]] = [[[]], []]
  for (const { command, done } of asked) {
    if (command.kind === 'restart') {
      sure = withEachChoice(sure, unsure)
      unsure = []
    }
    if (done) for (const commands of sure) commands.push(command)
    else unsure.push(command)
  }
  return withEachChoice(sure, unsure)
}

function withEachChoice(sure: readonly Command[][], unsure: readonly Command[]): Command[][] {
  return unsure.reduce<Command[][]>(
    (chosen, command) => [...chosen.map((some) => [...some, command]), ...chosen.map((some) => [...some])],
    sure.map((commands) => [...commands]),
  )
}

/** What is done, when the power goes (a part of all that the disk would do), and what that makes of each change. */
export interface CutCase {
  readonly list: readonly (readonly Command[])[]
  readonly at: number
  readonly fates: readonly Fate[]
  /** What happens before, each at a part of all that the disk would do: an operation fails, the program is killed. */
  readonly faults: readonly { readonly at: number; readonly fault: 'EIO' | 'ENOSPC' | 'EACCES' | 'kill' }[]
}

// Everywhere alike: left alone, it would favour the very beginning, where there is nothing to lose.
const somePart = fc.noBias(fc.nat(9_999)).map((part) => part / 10_000)

export const cutCases: fc.Arbitrary<CutCase> = fc.record({
  list: batches,
  at: somePart,
  fates: someFates,
  faults: fc.constant([]),
})

const withFaults = (...faults: CutCase['faults'][number]['fault'][]): fc.Arbitrary<CutCase> => {
  return fc.record({
    list: batches,
    at: somePart,
    fates: someFates,
    faults: fc.array(fc.record({ at: somePart, fault: fc.constantFrom(...faults) }), {
      minLength: 1,
      maxLength: 3,
    }),
  })
}

/** The same, on a disk that fails up to three times before: to write, to sync, or whatever it is asked. */
export const faultyCases = withFaults('EIO', 'ENOSPC', 'EACCES')

/** The program is killed up to three times before, and the disk may fail, too. */
export const killedCases = withFaults('kill', 'kill', 'EIO')

export interface CutResult {
  readonly cutDuringWork: boolean
  readonly saved: number
  readonly wrong: string | null
}

export async function cutOnce(newDisk: () => MemoryDisk, each: CutCase): Promise<CutResult> {
  const options = { compaction: eagerCompaction }
  const total = await operationsOf(newDisk(), each.list)
  const disk = newDisk()
  const ending = new Ending(disk)
  const lives = new Lives(disk)
  const first = await journalOn(lives.program, options)
  const faults = new Map(each.faults.map(({ at, fault }) => [1 + Math.floor(at * total), fault]))
  ending.atOperation(Math.floor(each.at * total), (operation) => {
    const fault = faults.get(operation)
    if (fault === 'kill') lives.program.kill()
    else if (fault) throw new SystemError(fault)
  })
  const { asked } = await work(disk, each.list, { options, ending, lives, first })
  return {
    cutDuringWork: ending.hasCome,
    saved: asked.filter(({ done }) => done).length,
    wrong: await wrongWith(disk.afterPowerCut(inTurn(each.fates)), asked),
  }
}

async function operationsOf(disk: MemoryDisk, list: CutCase['list']): Promise<number> {
  const options = { compaction: eagerCompaction }
  const first = await journalOn(disk, options)
  const before = disk.operations.length
  await work(disk, list, { options, first })
  return disk.operations.length - before
}

export interface CutFigures {
  readonly seed: number
  readonly cuts: number
  /** Those at which something was asked for and not answered yet. */
  readonly duringWork: number
  /** Answers that said *done*. */
  readonly saved: number
  /** Runs after which something of that was not there, or something else was. */
  readonly lost: number
  readonly firstLoss: string | null
}

/** The figures of RELIABILITY.md 2; with a disk that ignores syncs, those of its control. */
export async function cutRuns(
  runs: number,
  seed: number,
  newDisk: () => MemoryDisk,
  cases: fc.Arbitrary<CutCase> = cutCases,
): Promise<CutFigures> {
  let [duringWork, saved, lost] = [0, 0, 0]
  let firstLoss: string | null = null
  for (const each of fc.sample(cases, { numRuns: runs, seed })) {
    const result = await cutOnce(newDisk, each)
    duringWork += result.cutDuringWork ? 1 : 0
    saved += result.saved
    lost += result.wrong === null ? 0 : 1
    firstLoss ??= result.wrong
  }
  return { seed, cuts: runs, duringWork, saved, lost, firstLoss }
}
