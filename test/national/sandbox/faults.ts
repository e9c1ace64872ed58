import { z } from 'zod'
import { problemCodes } from '../../../shared/protocol/problem'
import { ProblemError } from '../problem'

/** Which requests a fault hits, and how many of them. */
const aim = {
  method: z.string().min(1).max(10).toUpperCase().optional(),
  /** The path without query; a `*` at the end stands for anything. Without it, every path. */
  path: z.string().startsWith('/').max(500).optional(),
  /** How many of the matching requests; without it, all until the faults are cleared. */
  count: z.number().int().min(1).max(1_000_000).optional(),
}

/**
 * What can be made to go wrong (PROTOCOL.md 8.3). A new kind is one more member of this union and one more branch
 * where requests or responses pass; nothing under `/sandbox/` is ever touched.
 */
export const faultSchema = z.discriminatedUnion('kind', [
  /** Every connection is destroyed before the request is looked at. */
  z.object({ kind: z.literal('down') }),
  /** The request takes its effect; its response never arrives. */
  z.object({ kind: z.literal('drop-response'), ...aim }),
  /** The request is not looked at and answered with a problem, such as a session that was ended elsewhere. */
  z.object({
    kind: z.literal('problem'),
    status: z.number().int().min(400).max(599),
    code: z.enum(problemCodes),
    ...aim,
  }),
])
export type Fault = z.infer<typeof faultSchema>

export const faultsRequestSchema = z.object({ faults: z.array(faultSchema).max(100) })

interface ActiveFault {
  readonly fault: Fault
  /** How many more times it acts; null without end. */
  left: number | null
}

function matches(
  fault: { method?: string | undefined; path?: string | undefined },
  method: string,
  path: string,
): boolean {
  if (fault.method && fault.method !== method) return false
  if (!fault.path) return true
  return fault.path.endsWith('*') ? path.startsWith(fault.path.slice(0, -1)) : path === fault.path
}

/** The faults that are on, in the order in which they were given. */
export class Faults {
  private active: ActiveFault[] = []

  /** Puts these in the place of all before. */
  set(faults: readonly Fault[]): void {
    this.active = faults.map((fault) => ({
      fault,
      left: fault.kind === 'down' ? null : (fault.count ?? null),
    }))
  }

  list(): readonly (Fault & { readonly left: number | null })[] {
    return this.active.map(({ fault, left }) => ({ ...fault, left }))
  }

  /** Whether a request is not even looked at. */
  refuses(path: string): boolean {
    return !isSandbox(path) && this.active.some(({ fault }) => fault.kind === 'down')
  }

  /** Whether this response is dropped; counts it if so. */
  dropsResponse(method: string, path: string): boolean {
    return this.hit('drop-response', method, path) !== null
  }

  /** The problem with which this request is answered instead of being looked at; counts it if so. */
  problemFor(method: string, path: string): ProblemError | null {
    const fault = this.hit('problem', method, path)
    return fault && new ProblemError(fault.status, fault.code)
  }

  private hit<Kind extends 'drop-response' | 'problem'>(
    kind: Kind,
    method: string,
    path: string,
  ): Extract<Fault, { kind: Kind }> | null {
    if (isSandbox(path)) return null
    for (const active of this.active) {
      const { fault, left } = active
      if (!isKind(fault, kind) || left === 0 || !matches(fault, method, path)) continue
      if (left !== null) active.left = left - 1
      return fault
    }
    return null
  }
}

function isKind<Kind extends Fault['kind']>(
  fault: Fault,
  kind: Kind,
): fault is Extract<Fault, { kind: Kind }> {
  return fault.kind === kind
}

function isSandbox(path: string): boolean {
  return path.startsWith('/sandbox/')
}
