import { messageOf } from '../../build/run/command'
import type { SecurityWorld } from './world/securityWorld'
import type { Variant } from './world/variants'

/** What was looked at in one program. */
export interface Finding {
  /** How many things were tried. */
  readonly runs: number
  /** What came through although it must not; a sentence each. */
  readonly broken: readonly string[]
  /** The check's own figures, in a few words. */
  readonly detail: string
}

/** One line of SECURITY.md: looked at in the program as it is built, and in others with the protection taken away. */
export interface SecurityCheck {
  /** The number of its line. */
  readonly id: number
  readonly name: string
  look(world: SecurityWorld): Promise<Finding>
  /** Each of these must find something broken. */
  readonly controls: readonly Control[]
}

export interface Control {
  readonly name: string
  look(world: SecurityWorld): Promise<Finding>
}

export interface CheckReport {
  readonly id: number
  readonly name: string
  readonly runs: number
  readonly control: { readonly runs: number; readonly red: number }
  readonly ok: boolean
  readonly detail: string
  readonly seconds: number
}

/** A look by the same eyes at a program, whichever it is: the product when the variant is left out. */
export type LookAt = (world: SecurityWorld, variant?: Variant) => Promise<Finding>

/** A check whose controls are the same look at programs with a protection taken away. */
export function checkOf(id: number, name: string, look: LookAt, variants: readonly Variant[]): SecurityCheck {
  return {
    id,
    name,
    look: (world) => look(world),
    controls: variants.map((variant) => ({ name: variant.name, look: (world) => look(world, variant) })),
  }
}

/** Runs a check and its controls. A check without a run, or with a control that stayed green, is not held. */
export async function reportOf(
  check: SecurityCheck,
  world: SecurityWorld,
  note: (words: string) => void,
): Promise<CheckReport> {
  const began = performance.now()
  const finding = await orBroken(() => check.look(world))
  for (const sentence of finding.broken) note(sentence)
  let red = 0
  for (const control of check.controls) {
    try {
      const { broken } = await control.look(world)
      if (broken.length > 0) red += 1
      else note(`the control was not noticed: ${control.name}`)
    } catch (error) {
      // A control that does not run says nothing.
      note(`the control did not run: ${control.name}: ${firstLinesOf(error)}`)
    }
  }
  const control = { runs: check.controls.length, red }
  const isHeld = finding.runs > 0 && finding.broken.length === 0 && control.runs > 0 && red === control.runs
  const { id, name } = check
  const seconds = (performance.now() - began) / 1000
  return { id, name, runs: finding.runs, control, ok: isHeld, detail: detailOf(finding), seconds }
}

async function orBroken(look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look()
  } catch (error) {
    return { runs: 0, broken: [`it could not be looked at: ${firstLinesOf(error)}`], detail: '' }
  }
}

function detailOf({ broken, detail }: Finding): string {
  if (broken.length === 0) return detail
  return `${broken.length} broken: ${broken.slice(0, 3).join('; ')}`
}

function firstLinesOf(error: unknown): string {
  return messageOf(error).split('\n').slice(0, 3).join(' ').slice(0, 400)
}
