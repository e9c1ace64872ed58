import type { RealDesks } from './app/realDesks'

/** What a row's runs came to, in the words of RELIABILITY.md. */
export interface RunFigures {
  /** Schedules, kills, cuts, restores: what the row counts. */
  readonly runs: number
  /** What was made to go wrong in them. */
  readonly faults: number
  /** What the interface called saved. */
  readonly saved: number
  /** Of that, what neither took effect nor stands where the officer sees it. */
  readonly lost: number
  /** What took effect more than once. */
  readonly doubled: number
  /** The row's own figure, in a few words. */
  readonly figure: string
  /** Whether the row's own figure is what it must be; nothing lost and nothing doubled is asked for in any case. */
  readonly ok: boolean
}

/** The same with the protection taken away: so many runs, of which so many were noticed. */
export interface ControlFigures {
  readonly runs: number
  readonly red: number
}

/** What a row is given. */
export interface FaultContext {
  /** All chance of the row comes from it, so that the same seed gives the same run. */
  readonly seed: number
  /** Few runs, for `npm test`; otherwise as many as the row asks for. */
  readonly quick: boolean
  /** For whoever waits. */
  readonly note: (words: string) => void
}

/** One row of RELIABILITY.md, held by what `run` shows, believed because `control` turns red. */
export interface FaultRow {
  readonly row: number
  readonly name: string
  run(context: FaultContext): Promise<RunFigures>
  control(context: FaultContext): Promise<ControlFigures>
  /** What the row asks of the real program; where that is not run the row says so. */
  readonly inProgram?: InProgram
}

export interface InProgram {
  run(desks: RealDesks, context: FaultContext): Promise<RunFigures>
  /** What stands in its place without the program. */
  readonly without: RunFigures
}

/** Without the real program: `ok` where the rest of the row is enough to hold it. */
export function notRun(figure: string, ok: boolean): RunFigures {
  return { runs: 0, faults: 0, saved: 0, lost: 0, doubled: 0, figure, ok }
}

export type RowReport =
  | (RunFigures & {
      readonly kind: 'run'
      readonly row: number
      readonly name: string
      readonly control: ControlFigures
      readonly seconds: number
    })
  /** It could not be run to its end: it is not held. */
  | {
      readonly kind: 'broken'
      readonly row: number
      readonly name: string
      readonly problem: string
      readonly seconds: number
    }

/** A row without a run, or whose control was never red, is not held (RELIABILITY.md). */
export function isHeld(report: RowReport): boolean {
  if (report.kind === 'broken') return false
  const { runs, lost, doubled, ok, control } = report
  return ok && runs > 0 && lost === 0 && doubled === 0 && control.runs > 0 && control.red > 0
}

/** Several parts of a row as one: in a model, on a real disk, in the real program. */
export function together(...parts: readonly RunFigures[]): RunFigures {
  const sum = (of: (part: RunFigures) => number): number => parts.reduce((total, part) => total + of(part), 0)
  return {
    runs: sum(({ runs }) => runs),
    faults: sum(({ faults }) => faults),
    saved: sum(({ saved }) => saved),
    lost: sum(({ lost }) => lost),
    doubled: sum(({ doubled }) => doubled),
    figure: parts.map(({ figure }) => figure).join('; '),
    ok: parts.every(({ ok }) => ok),
  }
}

export function controlsTogether(...parts: readonly ControlFigures[]): ControlFigures {
  return {
    runs: parts.reduce((total, { runs }) => total + runs, 0),
    // Each of them must be seen red; one that is not takes the others with it.
    red: parts.every(({ red }) => red > 0) ? parts.reduce((total, { red }) => total + red, 0) : 0,
  }
}
