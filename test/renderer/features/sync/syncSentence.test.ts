import { describe, expect, it } from 'vitest'
import type { SyncStatus } from '../../../../renderer/engine/api'
import { cacheObstacles } from '../../../../renderer/engine/progress'
import { countsDown, syncLine, type Circumstances } from '../../../../renderer/features/sync/syncSentence'
import type { Sentence } from '../../../../renderer/features/sync/syncWords'
import { createWords } from '../../../../renderer/i18n/words'
import { allSent } from '../deskDouble'

const where: Circumstances = {
  sessionEnded: false,
  now: Date.parse('2026-11-23T02:00:00.000Z'),
  timeZone: 'Asia/Makassar',
  language: 'id',
}
const lineOf = (changes: Partial<SyncStatus>, circumstances: Partial<Circumstances> = {}) =>
  syncLine({ ...allSent, ...changes }, { ...where, ...circumstances })

const { t } = createWords('id').global
function words({ key, count, words: values }: Sentence): string {
  return count === null ? t(key, values) : t(key, { ...values, n: String(count) }, count)
}
/** All that the line says, as it is read. */
function said(changes: Partial<SyncStatus>): string {
  const { what, safe, next } = lineOf(changes)
  return [what, ...safe, ...(next ? [next] : [])].map(words).join(' ')
}
const offline = { state: 'offline', problem: 'unreachable' } as const
const damage = {
  cause: 'damaged',
  recordsSalvaged: 4,
  recordsMissing: 2,
  bytesSetAside: 9,
  copyName: 'journal-1.damaged',
} as const
const pull = { casesReceived: 1200, casesPerSecond: null }
const tonight = { from: '2026-11-23T13:00:00Z', until: '2026-11-23T15:00:00Z', message: 'Rutin' }

describe('the status line', () => {
  it('is quiet when all is sent, and says since when', () => {
    expect(lineOf({})).toMatchObject({ tone: 'calm', offer: null })
    expect(said({})).toBe('Semua terkirim 09.41')
    expect(said({ lastSyncedAt: null })).toBe('Semua terkirim.')
  })

  it('says offline what is safe and when it is tried again', () => {
    const changes = { ...offline, unsent: 3, nextTryAt: where.now + 20_000 }
    expect(said(changes)).toBe(
      'Sistem nasional tidak terjangkau. 3 tersimpan di komputer ini, dikirim begitu jaringan kembali. coba lagi dalam 20 detik.',
    )
    expect(countsDown({ ...allSent, ...changes })).toBe(true)
    expect(countsDown(allSent)).toBe(false)
  })

  it('is amber offline with unsent work only', () => {
    expect(lineOf(offline).tone).toBe('calm')
    expect(lineOf({ ...offline, unsent: 3 }).tone).toBe('soon')
  })

  it('says each problem in its own words', () => {
    const problems = [
      'unreachable',
      'untrusted-certificate',
      'not-the-national-system',
      'server-error',
      'maintenance',
      'too-many',
    ] as const
    const keys = problems.map((problem) => lineOf({ state: 'offline', problem }).what.key)
    expect(new Set(keys).size).toBe(problems.length)
  })

  it('offers to sign in again as soon as main says that the session has ended', () => {
    expect(lineOf({}, { sessionEnded: true })).toMatchObject({ tone: 'act', offer: 'sign-in' })
    expect(lineOf({ state: 'attention', problem: 'session-ended' }).offer).toBe('sign-in')
  })

  it('leads to what needs the officer, and says that the rest is safe', () => {
    expect(lineOf({ state: 'attention', needsYou: 2, unsent: 2 })).toMatchObject({ offer: 'needs-you' })
    expect(said({ state: 'attention', needsYou: 2, unsent: 2 })).toBe('2 perlu Anda.')
    expect(said({ state: 'attention', needsYou: 2, unsent: 5, problem: 'unreachable' })).toBe(
      '2 perlu Anda. 3 lainnya tersimpan di komputer ini.',
    )
  })

  it('counts the first pull and says how fast it goes', () => {
    expect(said({ state: 'syncing', firstPull: pull })).toContain('1200 diterima')
    expect(said({ state: 'syncing', firstPull: { ...pull, casesPerSecond: 412.4 } })).toContain(
      '412 per detik',
    )
  })

  it('says how far the files have come', () => {
    const uploads = { files: [], bytesSent: 0, bytesTotal: 0, bytesPerSecond: null }
    expect(lineOf({ uploads }).what.key).toBe('sync.allSentAt')
    const one = {
      fileId: '1',
      name: 'a.pdf',
      actionId: 'a',
      caseId: 'c',
      bytesSent: 1,
      bytesTotal: 3,
    } as unknown as NonNullable<SyncStatus['uploads']>['files'][number]
    const changes = { state: 'syncing', unsent: 1 } as const
    expect(
      said({ ...changes, uploads: { files: [one], bytesSent: 1, bytesTotal: 3, bytesPerSecond: 9 } }),
    ).toBe('Mengirim 1 lampiran, 33 %.')
  })

  it('says what is asked after the national system was restored', () => {
    expect(said({ state: 'syncing', reconciling: { asked: 4, total: 9 } })).toContain('4 dari 9')
  })

  it('says every standing of the cache in its own words, and that the work is safe', () => {
    const lines = [
      ...(['vanished', 'damaged', 'incomplete'] as const).map((loss) =>
        lineOf({ cache: { state: 'rebuilding', loss, pull } }),
      ),
      ...cacheObstacles.map((obstacle) => lineOf({ cache: { state: 'unwritable', obstacle } })),
      ...cacheObstacles.map((obstacle) =>
        lineOf({ cache: { state: 'in-memory', obstacle, nextTryAt: null } }),
      ),
    ]
    expect(new Set(lines.map(({ what }) => words(what))).size).toBe(11)
    expect(lines.every(({ safe }) => safe[0]?.key === 'sync.cache.safe')).toBe(true)
  })

  it('says that the disk is full before all that can wait, and that it is nearly full', () => {
    expect(lineOf({ diskState: 'full', needsYou: 1, unsent: 1 })).toMatchObject({
      tone: 'act',
      what: { key: 'sync.disk.full' },
    })
    expect(lineOf({ diskState: 'reserve-used' })).toMatchObject({
      tone: 'soon',
      what: { key: 'sync.disk.reserve' },
    })
  })

  it('names damage of the journal until the officer has understood it', () => {
    const line = lineOf({ state: 'attention', journalDamage: damage, needsYou: 1, casesSetAside: 1 })
    expect(line).toMatchObject({ offer: 'damage-told', tone: 'act' })
    expect(words(line.what)).toContain('4 catatan terselamatkan')
    expect(line.safe.map(words).join(' ')).toContain('Salinannya, journal-1.damaged,')
    expect(line.safe.map((sentence) => sentence.key)).toContain('sync.setAside')
    const key = (cause: 'vanished' | 'rolled-back') =>
      lineOf({ state: 'attention', journalDamage: { ...damage, cause } }).what.key
    expect([key('vanished'), key('rolled-back')]).toEqual(['sync.damage.vanished', 'sync.damage.rolled-back'])
  })

  it.each([
    [11 * 60_000, 'meleset 11 menit'],
    [-3 * 3_600_000, 'meleset 3 jam'],
    [5 * 86_400_000, 'meleset 5 hari'],
    [-3 * 365 * 86_400_000, 'meleset 3 tahun'],
  ])('says that the clock is %i ms off and what that means', (aheadMilliseconds, text) => {
    expect(said({ clockWrong: { aheadMilliseconds } })).toBe(
      `Jam komputer ini ${text}; tenggat ditampilkan sebagai tanggal.`,
    )
  })
})

describe('maintenance', () => {
  it('is said ahead, in the time of the agency', () => {
    expect(said({ maintenance: tonight })).toContain('Pemeliharaan nasional malam ini 21.00–23.00.')
    const at = (from: string, until: string) => said({ maintenance: { ...tonight, from, until } })
    expect(at('2026-11-23T05:00:00Z', '2026-11-23T07:00:00Z')).toContain('hari ini 13.00–15.00')
    expect(at('2026-11-24T05:00:00Z', '2026-11-24T07:00:00Z')).toContain('besok 13.00–15.00')
    expect(at('2026-11-27T05:00:00Z', '2026-11-29T07:00:00Z')).toContain('27 Nov, 13.00–29 Nov, 15.00')
  })

  it('is not said weeks ahead, nor when it is over', () => {
    expect(said({ maintenance: { ...tonight, from: '2026-12-20T00:00:00Z' } })).toBe('Semua terkirim 09.41')
    const over = { ...tonight, from: '2026-11-22T00:00:00Z', until: '2026-11-22T02:00:00Z' }
    expect(said({ maintenance: over })).toBe('Semua terkirim 09.41')
  })

  it('under way says until when, and that work is sent afterwards', () => {
    const running = { ...tonight, from: '2026-11-23T01:00:00Z' }
    expect(said({ state: 'offline', problem: 'maintenance', maintenance: running, unsent: 3 })).toBe(
      'Pemeliharaan nasional berlangsung sampai 23.00. 3 tersimpan di komputer ini, dikirim sesudahnya.',
    )
  })

  it('that nobody announced says when it is asked again', () => {
    const line = lineOf({ state: 'offline', problem: 'maintenance', nextTryAt: where.now + 120_000 })
    expect([line.what.key, line.next?.key]).toEqual(['sync.problem.maintenance', 'sync.nextTryMinutes'])
  })
})

describe('what comes first', () => {
  it('is what an officer must do, then what is safe, then what is going on', () => {
    const all: Partial<SyncStatus> = {
      state: 'attention',
      problem: 'session-ended',
      unsent: 3,
      needsYou: 1,
      diskState: 'full',
      journalDamage: damage,
      cache: { state: 'rebuilding', loss: 'damaged', pull },
      reconciling: { asked: 1, total: 2 },
      clockWrong: { aheadMilliseconds: 3_600_000 },
      firstPull: pull,
      maintenance: tonight,
    }
    /** Each step mends what was said before. */
    const steps: Partial<SyncStatus>[] = [
      {},
      { problem: 'unreachable' },
      { diskState: 'ok' },
      { journalDamage: null },
      { needsYou: 0 },
      { cache: { state: 'whole' } },
      { reconciling: null },
      { problem: null, state: 'syncing', unsent: 0 },
      { clockWrong: null },
      { firstPull: null },
      { maintenance: null },
      { state: 'idle' },
    ]
    let status = all
    const keys = steps.map((step) => {
      status = { ...status, ...step }
      return lineOf(status).what.key
    })
    expect(keys).toEqual([
      'sync.problem.session-ended',
      'sync.disk.full',
      'sync.damage.damaged',
      'sync.needsYou',
      'sync.cache.damaged',
      'sync.reconciling',
      'sync.problem.unreachable',
      'sync.clock.minutes',
      'sync.firstPull',
      'sync.maintenance.tonight',
      'sync.pulling',
      'sync.allSentAt',
    ])
  })
})
