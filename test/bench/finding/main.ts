/**
 * How long the engine takes from a search to the rows of it, with 100,000 reports: while `lampu jalan mati` is typed
 * letter by letter, for conditions, for both, and for what stands beside them.
 *
 *     node --import tsx test/bench/finding/main.ts
 */
import { Finding } from '../../../renderer/engine/finding/finding'
import { SearchFeed } from '../../../renderer/engine/finding/searchFeed'
import { ReferenceView } from '../../../renderer/engine/referenceView'
import { RowIndex } from '../../../renderer/engine/rows/rowIndex'
import { SearchIndex } from '../../../renderer/engine/search/searchIndex'
import { caseStatuses, type Case } from '../../../shared/domain/case'
import { instantFrom, type UnitId } from '../../../shared/domain/identifiers'
import { officer, reference } from '../../shared/domain/sampleCase'
import { caseNumbered } from '../../renderer/engine/support/caseNumbered'
import { caseTexts } from '../search/caseTexts'

const cases = 100_000
const rounds = 15
const now = Date.parse('2026-11-23T00:00:00.000Z')
const units = reference.units.map(({ id }) => id)
const categories = reference.categories.map(({ id }) => id)
const people = [null, ...reference.officers.map(({ id }) => id)]

const rows = new RowIndex()
const index = new SearchIndex()
const planned: (() => void)[] = []
const after = (_milliseconds: number, action: () => void) => (planned.push(action), () => undefined)
const clock = { now: () => now, monotonic: () => performance.now(), after }
const feed = new SearchFeed(index, clock, () => undefined)
const nothingKept = { note: async () => null, keepNote: async () => undefined }
const finding = new Finding({
  officer: officer('actor'),
  rows,
  index,
  feed,
  caseRows: { view: async () => null },
  cache: nothingKept,
  notes: { read: () => null, keep: async () => undefined },
  references: () => new ReferenceView(reference),
  now: () => now,
})
const circumstances = {
  now,
  officerId: officer('actor').id,
  riskLimitOf: () => now + 86_400_000,
  dutyUnits: new Set<UnitId>(),
  names: new ReferenceView(reference),
}

function caseOf(number: number, text: Awaited<ReturnType<typeof caseTexts>>[number]): Case {
  return caseNumbered(number, {
    title: text.title,
    body: text.body,
    reporter: text.reporterName === null ? null : { id: 'r' as never, name: text.reporterName },
    location: text.place === null ? {} : { address: text.place },
    status: caseStatuses[number % 6] ?? 'closed',
    unitId: units[number % units.length] ?? ('office' as never),
    categoryId: categories[number % categories.length] ?? ('jalan' as never),
    assigneeId: people[number % people.length] ?? null,
    dueAt: instantFrom(now + ((number * 7919) % 2000) * 3_600_000 - 500 * 3_600_000),
    events: text.answers.map((answer, place) => ({
      id: `e-${place}` as never,
      at: instantFrom(now),
      actor: { kind: 'officer', name: 'Sari' },
      type: 'respond',
      text: answer,
      visibility: 'public',
    })),
  })
}

function page(search: string): number {
  const query = { view: 'all', statuses: null, mine: false, search } as const
  return rows.page(query, circumstances, 0, 100, finding.find(search)).total
}

/** Milliseconds of this process, not of the wall: others may be at work on the machine. */
function spent(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Each search as it is asked when it is typed: never the same twice in a row. */
function measured(searches: readonly string[]): string {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (const search of searches) {
      // Nothing is remembered from the round before.
      feed.revision += 1
      times.push(spent(() => page(search)))
    }
  }
  times.sort((one, other) => one - other)
  const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(2)
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms`
}

const texts = await caseTexts(cases, 'finding')
const held = texts.map((text, number) => caseOf(number, text))
let began = performance.now()
const slots = held.map((subject) => rows.put(subject, null))
console.log(`rows written: ${(performance.now() - began).toFixed(0)} ms`)
began = performance.now()
held.forEach((subject, place) => {
  const events = subject.events.map((event) => ({ event, state: 'server', entry: null }) as const)
  feed.written(slots[place] ?? 0, { case: subject, events, unsent: null, settled: [] })
})
for (const action of planned) action()
console.log(`texts indexed: ${(performance.now() - began).toFixed(0)} ms`)
while (!index.tidy(50));
page('')

const typed = 'lampu jalan mati'
const prefixes = Array.from({ length: typed.length }, (_, length) => typed.slice(0, length + 1))
const report: readonly (readonly [string, readonly string[]])[] = [
  ['no search', ['']],
  [`each prefix of “${typed}”`, prefixes],
  ['with a mistake', ['lampi jaln mati', 'penerngan', 'sampsh menumpuk']],
  ['status:proses unit:"Dinas Contoh"', ['status:proses unit:"Dinas Contoh"']],
  ['terlambat:ya petugas:saya sejak:2026-01-01', ['terlambat:ya petugas:saya sejak:2026-01-01']],
  ['pelapor:siti -status:selesai', ['pelapor:siti -status:selesai']],
  ['lampu status:proses unit:dinas -mati', ['lampu status:proses unit:dinas -mati']],
]
for (const [name, searches] of report) {
  console.log(`${name}: ${measured(searches)} (${page(searches.at(-1) ?? '')} found)`)
}
for (const asked of ['lam', 'status:', 'unit:', '80001']) {
  const times: number[] = []
  for (let round = 0; round < 40; round += 1) {
    const before = performance.now()
    await finding.help(asked, asked.length)
    times.push(performance.now() - before)
  }
  times.sort((one, other) => one - other)
  console.log(`suggestions for “${asked}”: p95 ${(times[37] ?? 0).toFixed(2)} ms`)
}
