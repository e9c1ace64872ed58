/**
 * How long the engine takes to say who holds what, with 100,000 reports of 500 officers in 300 units; goal: one frame
 * (16 ms).
 *
 *     node --import tsx test/bench/workload/main.ts
 */
import { ReferenceView } from '../../../renderer/engine/referenceView'
import { RowIndex } from '../../../renderer/engine/rows/rowIndex'
import { WorkloadReading } from '../../../renderer/engine/workloadReading'
import { caseStatuses } from '../../../shared/domain/case'
import { instantFrom, type OfficerId, type UnitId } from '../../../shared/domain/identifiers'
import type { Reference } from '../../../shared/domain/reference'
import { officer, reference as agency } from '../../shared/domain/sampleCase'
import { caseNumbered } from '../../renderer/engine/support/caseNumbered'

const cases = 100_000
const rounds = 60
const now = Date.parse('2026-11-23T04:00:00.000Z')

// Ids made by hand, as in tests.
const units = Array.from({ length: 300 }, (_, number) => ({
  id: `unit-${number}` as UnitId,
  parentId: number === 0 ? null : (`unit-${Math.floor((number - 1) / 6)}` as UnitId),
  name: `Seksi Pelayanan ${number}`,
  calendar: number % 9 === 0 ? ('continuous' as const) : ('working_days' as const),
  dutyOfficerIds: [`officer-${number}` as OfficerId],
}))
const officers = Array.from({ length: 500 }, (_, number) => ({
  id: `officer-${number}` as OfficerId,
  name: `Petugas Nomor ${number}`,
  role: 'officer' as const,
  unitIds: [`unit-${number % 300}` as UnitId],
  active: true,
}))
const reference: Reference = { ...agency, units, officers }
const view = new ReferenceView(reference)
const boss = officer('boss', 'supervisor')

const rows = new RowIndex()
for (let number = 0; number < cases; number += 1) {
  const holder = officers[(number * 31) % 650]
  rows.put(
    caseNumbered(number, {
      status: caseStatuses[number % 6] ?? 'closed',
      unitId: units[(number * 7919) % 300]?.id ?? ('unit-0' as UnitId),
      assigneeId: holder?.id ?? null,
      dispositionedAt: instantFrom(now - ((number * 13) % 900) * 3_600_000),
      dueAt: instantFrom(now + ((number * 7919) % 2000) * 3_600_000 - 500 * 3_600_000),
    }),
    null,
  )
}

/** Milliseconds of this process, not of the wall: others may be at work on the machine. */
function spent(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const reading = new WorkloadReading({ officer: boss, rows, references: () => view, now: () => now })
const first = spent(() => reading.workload())
const times = Array.from({ length: rounds }, () => spent(() => reading.workload()))
times.sort((one, other) => one - other)
const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(2)
const { officers: held, units: placed, total } = reading.workload()
console.log(`${cases} reports, ${held.length} officers, ${placed.length} units, ${total.open} open`)
console.log(
  `workload: first ${first.toFixed(2)} ms, then p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms`,
)
const copied = spent(() => structuredClone(reading.workload()))
console.log(`with the copy that the page is sent: ${copied.toFixed(2)} ms`)
