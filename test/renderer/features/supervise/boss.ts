import type { Case, Deadline } from '../../../../shared/domain/case'
import { instantFrom, type Instant, type OfficerId, type UnitId } from '../../../../shared/domain/identifiers'
import type { Officer, Role } from '../../../../shared/domain/officer'
import type { Colleague, Reference, Unit } from '../../../../shared/domain/reference'
import { DeskDouble, idOf, makeCase, officer, reference } from '../deskDouble'

const now = Date.parse('2026-11-23T02:00:00.000Z')
const inHours = (hours: number): Instant => instantFrom(now + hours * 3_600_000)

export function somebody(role: Role): Officer {
  return { ...officer, id: idOf(`o-${role}`), name: 'Rahma Daeng Ngai', role }
}

export function colleague(id: string, name: string, changes: Partial<Colleague> = {}): Colleague {
  return { id: idOf(id), name, role: 'officer', unitIds: [idOf('u-pertanahan')], active: true, ...changes }
}
export function unit(id: string, name: string, changes: Partial<Unit> = {}): Unit {
  const parentId = idOf<UnitId>('u-pertanahan')
  return { id: idOf(id), parentId, name, calendar: 'working_days', dutyOfficerIds: [], ...changes }
}

/** An agency with a few units and officers, one of them away, one on duty. */
export const agency: Reference = {
  ...reference,
  units: [
    ...reference.units,
    unit('u-ukur', 'Seksi Pengukuran'),
    unit('u-darurat', 'Layanan Darurat 112', { calendar: 'continuous', dutyOfficerIds: [idOf('o-budi')] }),
  ],
  officers: [
    ...reference.officers,
    colleague('o-tuti', 'Tuti Alawiyah', { unitIds: [idOf('u-ukur')], awayUntil: inHours(100) }),
    colleague('o-supervisor', 'Rahma Daeng Ngai', { role: 'supervisor' }),
  ],
}

function responded(at: Instant): Deadline {
  return { kind: 'first_response', startedAt: at, dueAt: inHours(40), metAt: at, pausedAt: null }
}
const held = (id: string): Partial<Case> => ({ assigneeId: idOf<OfficerId>(id) })

/**
 * Sari holds 4 open ones (2 late, 1 with one day left), Budi 2 (1 late), Tuti 1 (answered, in the section below), nobody
 * 1 that came today; one is done with.
 */
export function heldCases(): Case[] {
  const late = { dueAt: inHours(-30), dueKind: 'resolution', status: 'in_progress' } as const
  const later = { dueAt: inHours(400) }
  return [
    makeCase(1, { ...held('o-sari'), ...late }),
    makeCase(2, { ...held('o-sari'), ...late, deadlines: [responded(inHours(-60))] }),
    makeCase(3, { ...held('o-sari'), dueAt: inHours(10) }),
    makeCase(4, { ...held('o-sari'), ...later }),
    makeCase(5, { ...held('o-budi'), ...late, unitId: idOf('u-darurat') }),
    makeCase(6, { ...held('o-budi'), ...later, unitId: idOf('u-ukur') }),
    makeCase(7, { ...held('o-tuti'), ...later, unitId: idOf('u-ukur'), status: 'answered' }),
    makeCase(8, { ...later, dispositionedAt: inHours(-1) }),
    makeCase(9, { ...held('o-sari'), ...late, status: 'closed', dueAt: null, dueKind: null }),
  ]
}

/** The desk of somebody who looks at the whole agency. */
export function supervisedDesk(role: Role = 'supervisor', cases = heldCases()): DeskDouble {
  const desk = new DeskDouble(cases)
  desk.now = now
  desk.reference = agency
  desk.finding.reference = agency
  desk.state = desk.stateWhen({ stage: 'open', officer: somebody(role), session: 'valid' })
  return desk
}
