import { searchResponseSchema } from '../../shared/protocol/changes'
import { caseSchema } from '../../shared/protocol/case'
import { referenceSchema } from '../../shared/protocol/reference'
import { NotChecked } from './check'
import { Citizen, type ReportFields } from './client/citizen'
import { Desk, type Case } from './client/desk'
import { OtherSide } from './client/otherSide'
import { Server } from './client/server'
import { given, oneOf } from './expectations'
import type { SuiteOptions } from './options'
import { unitsSeenBy, type Colleague, type Reference, type Unit } from './places'

const people = ['colleague', 'supervisor', 'auditor', 'outsider'] as const
type Person = (typeof people)[number]

const roleOf = { colleague: 'officer', supervisor: 'supervisor', auditor: 'auditor' } as const

const optionOf: Readonly<Record<Person, string>> = {
  colleague: '--colleague',
  supervisor: '--supervisor',
  auditor: '--auditor',
  outsider: '--outsider',
}

/** What every check works with: the server, the people at their desks, and cases made for it alone. */
export class Context {
  readonly citizen: Citizen
  readonly otherSide: OtherSide
  private desks = new Map<Person | 'officer', Promise<Desk>>()

  private constructor(
    readonly server: Server,
    readonly options: SuiteOptions,
    readonly officer: Desk,
    readonly reference: Reference,
  ) {
    this.citizen = new Citizen(server)
    this.otherSide = new OtherSide(server)
  }

  /** Signs the officer in and reads the reference data; rejects when the server does not even do that. */
  static async open(options: SuiteOptions): Promise<Context> {
    const server = new Server(options.url)
    const officer = await Desk.signIn(server, { username: options.user, password: options.password })
    const reference = given(referenceSchema, await officer.get('/v1/reference'))
    return new Context(server, options, officer, reference)
  }

  /** Signs in everybody who was named; throws when somebody cannot be who they were named as. */
  async requirePeople(): Promise<void> {
    const { agencyId, role } = this.officer.officer
    if (role !== 'officer') throw new Error(`--user ${this.options.user} is no officer but ${role}`)
    for (const who of people) {
      const username = this.options[who]
      if (!username) continue
      const { officer } = await this.person(who)
      const fits =
        who === 'outsider'
          ? officer.agencyId !== agencyId
          : officer.agencyId === agencyId && officer.role === roleOf[who]
      if (officer.id === this.officer.officer.id)
        throw new Error(`${optionOf[who]} and --user are one person`)
      if (!fits) throw new Error(`${optionOf[who]} ${username} is ${officer.role} of ${officer.agencyId}`)
    }
  }

  /** The same people with new sessions and cursors, after the server went back to an earlier state. */
  async anew(): Promise<Context> {
    const fresh = await Context.open(this.options)
    this.server.close()
    return fresh
  }

  close(): void {
    this.server.close()
  }

  /** Throws `NotChecked` when the person was not named. */
  person(who: Person): Promise<Desk> {
    const username = this.options[who]
    if (!username) throw new NotChecked(`needs ${optionOf[who]}`)
    const known = this.desks.get(who)
    if (known) return known
    const { password, outsiderPassword } = this.options
    const desk = Desk.signIn(this.server, {
      username,
      password: who === 'outsider' ? (outsiderPassword ?? password) : password,
    })
    this.desks.set(who, desk)
    return desk
  }

  /** Somebody else who may act on the officer's cases: the supervisor, or a colleague. */
  other(): Promise<Desk> {
    return this.person(this.options.supervisor ? 'supervisor' : 'colleague')
  }

  /** Who may act on any case of the agency, when a supervisor was named; else the officer. */
  async sees(unit: Unit): Promise<Desk> {
    if (this.seen().some(({ id }) => id === unit.id)) return this.officer
    return this.person('supervisor')
  }

  /** The units whose cases the officer sees. */
  seen(): Unit[] {
    return unitsSeenBy(this.officer.officer, this.reference.units)
  }

  /** The unit in which cases are made: one that the colleague sees too, if there is one. */
  async unit(): Promise<Unit> {
    const seen = this.seen()
    const shared = this.options.colleague ? await this.sharedUnits() : seen
    const counted = [...shared, ...seen].find(({ calendar }) => calendar === 'working_days')
    const unit = counted ?? seen[0]
    if (!unit) throw new NotChecked('the officer is in none of the units of the reference data')
    return unit
  }

  async sharedUnits(): Promise<Unit[]> {
    const colleague = await this.person('colleague')
    const theirs = new Set(unitsSeenBy(colleague.officer, this.reference.units).map(({ id }) => id))
    return this.seen().filter(({ id }) => theirs.has(id))
  }

  /** A colleague who sees the cases of `unit()`. */
  async colleague(): Promise<Desk> {
    const shared = await this.sharedUnits()
    if (shared.length === 0) throw new NotChecked('--colleague and --user see no unit in common')
    return this.person('colleague')
  }

  /** Another unit that the officer sees. */
  async neighbour(wanted: (unit: Unit) => boolean = () => true): Promise<Unit> {
    const { id } = await this.unit()
    const unit = this.seen().find((one) => one.id !== id && wanted(one))
    if (!unit) throw new NotChecked('the officer sees no second unit of that kind')
    return unit
  }

  /** A unit of the agency that the officer does not see. */
  hiddenUnit(): Unit {
    const seen = new Set(this.seen().map(({ id }) => id))
    const unit = this.reference.units.find(({ id, parentId }) => !seen.has(id) && parentId !== null)
    if (!unit) throw new NotChecked('the officer sees every unit')
    return unit
  }

  /** An active colleague of the reference data of whom something is so. */
  colleagueWho(wanted: (colleague: Colleague) => boolean, what: string): Colleague {
    const found = this.reference.officers.find(wanted)
    if (!found) throw new NotChecked(`the reference data know no ${what}`)
    return found
  }

  /** A case of its own in the officer's unit, or in another one of the agency. */
  async newCase(fields: ReportFields = {}, unit?: Unit): Promise<Case> {
    const trackingId = await this.citizen.report(fields)
    return this.dispositioned(trackingId, unit)
  }

  newCases(count: number, fields: ReportFields = {}): Promise<Case[]> {
    return Promise.all(Array.from({ length: count }, () => this.newCase(fields)))
  }

  /** Hands a report to a unit of the officer's agency and gives the case that it became. */
  async dispositioned(trackingId: string, unit?: Unit): Promise<Case> {
    const into = unit ?? (await this.unit())
    const destination = { agencyId: this.reference.agency.id, unitId: into.id }
    const caseId = await this.citizen.dispose(trackingId, destination)
    const desk = await this.sees(into)
    return caseId === null ? this.found(desk, trackingId) : desk.case(caseId)
  }

  /** A case by its public number, for servers that do not tell its id when it is dispositioned. */
  async found(desk: Desk, trackingId: string): Promise<Case> {
    const answer = await desk.get(`/v1/search?q=${encodeURIComponent(trackingId)}&limit=10`)
    const { cases } = given(searchResponseSchema, answer)
    const read = cases.flatMap((one) => caseSchema.safeParse(one).data ?? [])
    return oneOf(read, (one) => one.trackingId === trackingId, `the case ${trackingId} among those found`)
  }
}
