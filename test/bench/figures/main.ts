/**
 * How long the figures of 100,000 cases take the engine: what keeping them adds to the writing of rows, the first look
 * and every later one, each comparison, and what the columns hold of memory.
 *
 *     node --import tsx test/bench/figures/main.ts
 */
import { FactColumns } from '../../../renderer/engine/insight/factColumns'
import { DayNumbers } from '../../../renderer/engine/insight/dayNumbers'
import { figurePass } from '../../../renderer/engine/insight/figurePass'
import type { PassRules } from '../../../renderer/engine/insight/periodCases'
import { RowIndex } from '../../../renderer/engine/rows/rowIndex'
import { caseStatuses, channels, type Case, type CaseEvent } from '../../../shared/domain/case'
import { figureRulesOf } from '../../../shared/domain/figures/figures'
import { comparisons, type Comparison } from '../../../shared/domain/figures/report'
import { instantFrom } from '../../../shared/domain/identifiers'
import { calendarDateSchema } from '../../../shared/protocol/primitives'
import { caseNumbered } from '../../renderer/engine/support/caseNumbered'
import { reference } from '../../shared/domain/sampleCase'

const cases = 100_000
const rounds = 15
const now = Date.parse('2026-11-23T03:00:00.000Z')
const hour = 3_600_000
const units = Array.from({ length: 300 }, (_, number) => `unit-${number}`)

function caseOf(number: number): Case {
  const dispositioned = now - ((number * 7919) % (24 * 730)) * hour
  const at = (hours: number) => instantFrom(dispositioned + hours * hour)
  const response: CaseEvent = {
    id: 'e' as CaseEvent['id'],
    at: at((number * 31) % 200),
    actor: { kind: 'officer', name: 'Sari' },
    type: 'respond',
    visibility: 'public',
  }
  const events = number % 4 === 0 ? [] : [response]
  return caseNumbered(number, {
    status: caseStatuses[number % 6] ?? 'closed',
    unitId: units[number % units.length] as Case['unitId'],
    assigneeId: `officer-${number % 900}` as Case['assigneeId'],
    categoryId: `category-${number % 120}` as Case['categoryId'],
    channel: channels[number % channels.length] ?? 'web',
    location: { areaCode: `73.71.${String(number % 15).padStart(2, '0')}.1001` },
    tags: number % 5 === 0 ? ['mudik2018', `tag-${number % 40}`] : [],
    receivedAt: at(-30),
    dispositionedAt: at(0),
    deadlines: [
      {
        kind: 'resolution',
        startedAt: at(0),
        dueAt: at(24 * 18),
        metAt: number % 3 === 0 ? null : at((number * 17) % 600),
        pausedAt: null,
      },
    ],
    events,
  })
}

/** Milliseconds of this process, not of the wall: others may be at work on the machine. */
function spent(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const rows = new RowIndex()
const facts = new FactColumns()
const held = Array.from({ length: cases }, (_, number) => caseOf(number))
const rowsWriting = spent(() => held.forEach((subject) => rows.put(subject, null)))
console.log(`rows written: ${rowsWriting.toFixed(0)} ms`)
const writing = spent(() => held.forEach((subject, slot) => facts.write(slot, subject)))
const columns = { rows: rows.columns, facts }
console.log(`facts written: ${writing.toFixed(0)} ms, ${((writing * 1000) / cases).toFixed(2)} µs a case`)

const bytes = Object.values(facts).reduce<number>(
  (sum, column: unknown) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0),
  0,
)
console.log(`columns: ${(bytes / 1_000_000).toFixed(1)} MB`)

const { countingOf } = figureRulesOf(reference, instantFrom(now))
const rules: PassRules = { now, days: new DayNumbers(reference.agency.timeZone), countingOf }
const periods = {
  'two years': { from: calendarDateSchema.parse('2024-11-23'), to: calendarDateSchema.parse('2026-11-23') },
  'one month': { from: calendarDateSchema.parse('2026-11-01'), to: calendarDateSchema.parse('2026-11-23') },
} as const
for (const [name, period] of Object.entries(periods)) {
  const look = (by: Comparison | null) => spent(() => figurePass(columns, period, rules, by))
  console.log(`${name}, first look: ${look('unit').toFixed(1)} ms`)
  for (const by of [null, ...comparisons]) {
    const times = Array.from({ length: rounds }, () => look(by)).sort((one, other) => one - other)
    const at = (share: number) => (times[Math.floor((rounds - 1) * share)] ?? 0).toFixed(1)
    console.log(`${name} by ${by ?? 'nothing'}: best ${at(0)} ms, p50 ${at(0.5)} ms, worst ${at(1)} ms`)
  }
}
