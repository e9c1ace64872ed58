import fc from 'fast-check'
import type { NationalTransport } from '../../../renderer/engine/sync/transport'
import { chanceFrom } from './chance'
import { DeskWorld, type Saved, type WorldSetting } from './deskWorld'
import { FaultClock } from './faultClock'
import { ModelNational, caseId, sari } from './modelNational'
import { isGood, verdictOf, type Verdict } from './verdict'
import { Wire, noFault, type WireFault } from './wire'

/** What may happen to a desk, in any order. */
export type Happening =
  | { readonly kind: 'note'; readonly of: number }
  /** Two at once, before either is saved. */
  | { readonly kind: 'two-notes'; readonly of: number; readonly and: number }
  | { readonly kind: 'undo-last' }
  | { readonly kind: 'pass'; readonly milliseconds: number }
  | { readonly kind: 'colleague'; readonly of: number }
  | { readonly kind: 'network'; readonly faults: readonly WireFault[] }
  | { readonly kind: 'outage'; readonly milliseconds: number }
  | { readonly kind: 'sync-now' }
  | { readonly kind: 'network-regained' }
  | { readonly kind: 'kill' }
  /** Killed after so many more named steps, wherever that is. */
  | { readonly kind: 'kill-later'; readonly steps: number }
  | { readonly kind: 'cache-vanishes' }
  | { readonly kind: 'cursors-expire' }
  | { readonly kind: 'backup' }
  | { readonly kind: 'restore' }
  | { readonly kind: 'clock-jumps'; readonly milliseconds: number }

const of = fc.integer({ min: 1, max: 3 })
const day = 86_400_000

export const anyFault: fc.Arbitrary<WireFault> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(noFault) },
  {
    weight: 6,
    arbitrary: fc
      .constantFrom<WireFault['kind']>(
        'request-lost',
        'response-lost',
        'doubled',
        'server-error',
        'gateway-error',
        'html',
      )
      .map((kind): WireFault => simple(kind)),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('late-copy' as const),
      milliseconds: fc.integer({ min: 10, max: 400_000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('slow' as const),
      milliseconds: fc.integer({ min: 10, max: 55_000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('truncated' as const, 'garbled' as const),
      part: fc.integer({ min: 0, max: 999 }).map((part) => part / 1000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('earlier-page' as const),
      back: fc.integer({ min: 1, max: 3 }),
    }),
  },
)

/** Those kinds that need nothing told beside them. */
function simple(kind: WireFault['kind']): WireFault {
  switch (kind) {
    case 'none':
    case 'request-lost':
    case 'response-lost':
    case 'doubled':
    case 'server-error':
    case 'gateway-error':
    case 'html':
      return { kind }
    default:
      throw new Error(`${kind} needs more than its name.`)
  }
}

const pass = fc.record({
  kind: fc.constant('pass' as const),
  milliseconds: fc.oneof(fc.integer({ min: 1, max: 12_000 }), fc.integer({ min: 1, max: 120_000 })),
})
const note = fc.record({ kind: fc.constant('note' as const), of })
const usual = [
  { weight: 7, arbitrary: note },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('two-notes' as const), of, and: of }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo-last' as const) }) },
  { weight: 7, arbitrary: pass },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('colleague' as const), of }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('network' as const),
      faults: fc.array(anyFault, { minLength: 1, maxLength: 8 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('outage' as const),
      milliseconds: fc.integer({ min: 1_000, max: 1_800_000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('sync-now' as const, 'network-regained' as const) }),
  },
] as const
const kills = [
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('kill' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('kill-later' as const),
      steps: fc.integer({ min: 1, max: 40 }),
    }),
  },
] as const
const upheavals = [
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('cache-vanishes' as const, 'cursors-expire' as const),
    }),
  },
] as const
const jump = fc.record({
  kind: fc.constant('clock-jumps' as const),
  milliseconds: fc.integer({ min: -4_000 * day, max: 4_000 * day }),
})

const length = { minLength: 5, maxLength: 25 }
export const schedules: fc.Arbitrary<Happening[]> = fc.array(fc.oneof(...usual), length)
export const schedulesWithKills: fc.Arbitrary<Happening[]> = fc.array(fc.oneof(...usual, ...kills), length)
export const schedulesWithAll: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(...usual, ...kills, ...upheavals),
  length,
)
const some = fc.array(fc.oneof(...usual, ...kills), { minLength: 1, maxLength: 8 })
const longEnough: Happening = { kind: 'pass', milliseconds: 20_000 }
/** A backup, work that it does not have, and the restore; sometimes twice. */
export const schedulesWithRestores: fc.Arbitrary<Happening[]> = fc
  .tuple(some, fc.array(fc.tuple(some, some), { minLength: 1, maxLength: 2 }))
  .map(([first, rounds]) => [
    ...first,
    ...rounds.flatMap(([lost, then]): Happening[] => [
      { kind: 'backup' },
      ...lost,
      { kind: 'note', of: 1 },
      longEnough,
      { kind: 'restore' },
      ...then,
    ]),
  ])
/** Several notes on few cases while the clock jumps about. */
export const schedulesWithJumps: fc.Arbitrary<Happening[]> = fc
  .tuple(schedulesWithKills, fc.array(fc.oneof(note, jump), { minLength: 8, maxLength: 16 }))
  .map(([before, jumping]) => [...before, ...jumping])

/** The same schedules, with what must happen to it for a control to see anything. */
export function beginningWith(
  first: readonly Happening[],
  of: fc.Arbitrary<Happening[]>,
): fc.Arbitrary<Happening[]> {
  return of.map((happenings) => [...first, ...happenings])
}

export function endingWith(
  of: fc.Arbitrary<Happening[]>,
  last: readonly Happening[],
): fc.Arbitrary<Happening[]> {
  return of.map((happenings) => [...happenings, ...last])
}

export interface PlaySetting {
  readonly seed: number
  /** Puts something between the desk and the wire: how a control takes a protection away. */
  readonly wrapTransport?: (wire: NationalTransport, national: ModelNational) => NationalTransport
  readonly world?: Partial<WorldSetting>
  /** Asked after each happening. */
  readonly look?: (world: DeskWorld, national: ModelNational) => Promise<void>
  readonly pageSize?: number
}

export interface Played {
  readonly verdict: Verdict
  readonly faults: number
  readonly kills: number
  /** Milliseconds from the end of all faults until everything was delivered; null when it never was. */
  readonly delivered: number | null
  readonly good: boolean
}

/** Plays a schedule against the model, lets the faults end, drains the queue and compares. */
export async function play(happenings: readonly Happening[], setting: PlaySetting): Promise<Played> {
  const clock = new FaultClock()
  const national = new ModelNational(() => clock.now())
  national.pageSize = setting.pageSize ?? 2
  const wire = new Wire(national, clock)
  const transport = setting.wrapTransport?.(wire, national) ?? wire
  const world = new DeskWorld({
    clock,
    officer: sari,
    transport,
    random: chanceFrom(setting.seed),
    ...setting.world,
  })
  const course = new Course(world, national, wire, clock)
  try {
    await course.begin()
    for (const happening of happenings) {
      await course.meet(happening)
      if (world.isAlive) await setting.look?.(world, national)
    }
    const delivered = await course.end()
    const verdict = await verdictOf(world, national.ledger, course.takenBack)
    const faults = wire.faults + course.upheavals
    const good = isGood(verdict) && delivered !== null
    return { verdict, faults, kills: course.kills, delivered, good }
  } finally {
    world.kill()
  }
}

/** One schedule on its way. */
class Course {
  kills = 0
  upheavals = 0
  readonly takenBack: string[] = []
  private outageUntil = 0
  private faults: WireFault[] = []
  private hasBackup = false

  constructor(
    private readonly world: DeskWorld,
    private readonly national: ModelNational,
    private readonly wire: Wire,
    private readonly clock: FaultClock,
  ) {}

  async begin(): Promise<void> {
    await this.world.start()
    await this.world.pass(2_000)
    this.wire.faultOf = () => {
      if (this.clock.elapsed < this.outageUntil) return { kind: 'request-lost' }
      return this.faults.shift() ?? noFault
    }
  }

  async meet(happening: Happening): Promise<void> {
    const { world } = this
    // Killed by a step of the one before: the officer starts it again.
    while (!world.isAlive) await this.startAgain()
    switch (happening.kind) {
      case 'note':
        await world.act(caseId(happening.of))
        return
      case 'two-notes':
        await Promise.all([world.act(caseId(happening.of)), world.act(caseId(happening.and))])
        return
      case 'undo-last':
        await this.undo(world.saved.at(-1))
        return
      case 'pass':
        await world.pass(happening.milliseconds)
        return
      case 'colleague':
        this.national.happen(caseId(happening.of), { type: 'note', text: 'rekan', visibility: 'internal' })
        return
      case 'network':
        this.faults = [...happening.faults]
        return
      case 'outage':
        this.outageUntil = this.clock.elapsed + happening.milliseconds
        return
      case 'sync-now':
        await world.engine.syncNow()
        return
      case 'network-regained':
        world.regainNetwork()
        return
      case 'kill':
        this.kills += 1
        world.kill()
        return
      case 'kill-later':
        this.killAfter(happening.steps)
        return
      case 'cache-vanishes':
        this.upheavals += 1
        world.kill()
        world.kept.vanish()
        return
      case 'cursors-expire':
        this.upheavals += 1
        this.national.expireCursors()
        return
      case 'backup':
        this.hasBackup = true
        this.national.takeBackup()
        return
      case 'restore':
        if (!this.hasBackup) return
        this.upheavals += 1
        this.national.restore()
        return
      case 'clock-jumps':
        this.upheavals += 1
        this.clock.skew += happening.milliseconds
    }
  }

  /** No more faults; milliseconds until everything was delivered. */
  async end(): Promise<number | null> {
    this.faults = []
    this.outageUntil = 0
    this.world.onStep = () => undefined
    while (!this.world.isAlive) await this.world.start()
    const delivered = await this.world.drain()
    // Copies that are still on their way arrive now: they must not take effect again.
    await this.world.pass(500_000)
    return delivered
  }

  private async undo(one: Saved | undefined): Promise<void> {
    if (!one) return
    if ((await this.world.undo(one)) === 'undone') this.takenBack.push(one.text)
  }

  private killAfter(steps: number): void {
    let left = steps
    this.world.onStep = () => {
      left -= 1
      if (left > 0) return
      this.kills += 1
      this.world.onStep = () => undefined
      this.world.kill()
    }
  }

  private async startAgain(): Promise<void> {
    await this.world.start()
  }
}
