import type { RealDesks } from './app/realDesks'
import {
  together,
  type ControlFigures,
  type FaultContext,
  type FaultRow,
  type RowReport,
  type RunFigures,
} from './row'

/** One half of a row: in the model or in the real program. */
export type Part =
  | {
      readonly kind: 'run'
      readonly figures: RunFigures
      /** The model has it for both. */
      readonly control: ControlFigures | null
      readonly seconds: number
    }
  /** It could not be run to its end. */
  | { readonly kind: 'broken'; readonly problem: string; readonly seconds: number }

export function modelPart(row: FaultRow, context: FaultContext): Promise<Part> {
  return timed(async () => {
    const figures = await row.run(context)
    const control = await row.control(context)
    return { figures, control }
  }, context)
}

/** Null for a row that asks nothing of the real program. */
export async function programPart(
  { inProgram }: FaultRow,
  desks: RealDesks | null,
  context: FaultContext,
): Promise<Part | null> {
  if (!inProgram) return null
  if (!desks) return { kind: 'run', figures: inProgram.without, control: null, seconds: 0 }
  return timed(async () => ({ figures: await inProgram.run(desks, context), control: null }), context)
}

export function reportOf({ row, name }: FaultRow, given: readonly (Part | null | undefined)[]): RowReport {
  const parts = given.filter((part) => part !== null && part !== undefined)
  const seconds = parts.reduce((total, part) => total + part.seconds, 0)
  const figures: RunFigures[] = []
  let control: ControlFigures = { runs: 0, red: 0 }
  for (const part of parts) {
    if (part.kind === 'broken') return { kind: 'broken', row, name, problem: part.problem, seconds }
    figures.push(part.figures)
    control = part.control ?? control
  }
  return { kind: 'run', row, name, ...together(...figures), control, seconds }
}

async function timed(
  work: () => Promise<{ readonly figures: RunFigures; readonly control: ControlFigures | null }>,
  { note }: FaultContext,
): Promise<Part> {
  const began = performance.now()
  const seconds = (): number => (performance.now() - began) / 1000
  try {
    const done = await work()
    note(`${done.figures.figure}; ${seconds().toFixed(1)} s`)
    return { kind: 'run', ...done, seconds: seconds() }
  } catch (error) {
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error)
    note(problem)
    return { kind: 'broken', problem, seconds: seconds() }
  }
}
