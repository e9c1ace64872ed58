import { describe, expect, it } from 'vitest'
import { diagnosticsOf, type DiagnosticsSource } from '../../../../electron/main/diagnostics/diagnostics'
import { FaultMemory } from '../../../../electron/main/diagnostics/faultMemory'
import { StandingKeeper } from '../../../../electron/main/diagnostics/standingKeeper'
import { deskArguments } from '../../../../shared/bridge/desk'
import type { JournalEntry } from '../../../../shared/bridge/journalPort'
import type { Standing } from '../../../../shared/bridge/standing'
import { note } from '../journal/actions'

/** None of these may be found in the file, however they got near it. */
const canaries = {
  name: 'Kenanga Melati',
  text: 'kenari kuning di dahan',
  caseId: 'kasus-jingga',
  actionId: 'tindakan-nila',
  fileName: 'ktp-kenanga.jpg',
  fileId: '11111111-2222-4333-8444-555555555555',
  token: 'eyJhbGciOiJIUzI1NiJ9.e30.kunci',
  serverPath: 'jalur-rahasia',
  serverUser: 'pengguna',
  detail: 'Laporan milik Kenanga ditolak',
  code: 'kode-dari-server',
  copyName: 'journal-damaged-2026-11-23',
  homeFolder: '/home/kenanga',
  folderName: '0f1e2d3c4b5a',
  uploadUrl: 'https://lapor.contoh.go.id/unggah/77',
}

const entry: JournalEntry = {
  sequence: 1,
  action: note(canaries.actionId, canaries.caseId, canaries.text),
  standing: { state: 'needs-you', outcome: 'rejected', code: canaries.code, detail: canaries.detail },
  files: [
    {
      // The brands are added by the schemas; a test writes plain text.
      fileId: canaries.fileId as never,
      name: canaries.fileName,
      mime: 'image/jpeg',
      size: 1000,
      sha256: 'f'.repeat(64),
      upload: { actionId: canaries.actionId as never, uploadId: 'u' as never, url: canaries.uploadUrl },
      present: true,
    },
  ],
}

const standing: Standing = {
  state: 'offline',
  problem: 'server-error',
  cache: 'in-memory',
  cacheFault: 'full',
  casesHeld: 2621,
  casesSetAside: 1,
  lastSyncedAt: 1,
  firstPullRuns: false,
  reconciles: false,
  filesWaiting: 1,
  clockAheadMinutes: 180,
}

function source(faults: FaultMemory): DiagnosticsSource {
  return {
    at: new Date('2026-11-23T02:00:00.000Z'),
    program: { version: '0.1.0', electron: '33.2.1' },
    system: {
      platform: 'linux',
      release: '6.1',
      architecture: 'x64',
      memoryBytes: 8e9,
      processors: 2,
      uptimeSeconds: 60,
      timeZone: 'Asia/Makassar',
    },
    settings: {
      language: 'id',
      theme: 'dark',
      server: `https://${canaries.serverUser}@lapor.contoh.go.id:8443/${canaries.serverPath}?t=${canaries.token}`,
      window: { x: 0, y: 0, width: 1366, height: 768, maximized: false },
      density: 'comfortable',
      panes: { sidebar: null, list: null },
      letterKeys: true,
      afterSending: 'stay',
      idleMinutes: 10,
    },
    stage: 'open',
    keyKeeping: 'keychain',
    session: 'valid',
    journal: {
      entries: [entry, { ...entry, sequence: 2, standing: { state: 'waiting' } }],
      drafts: 3,
      files: [
        { name: 'journal', length: 4096 },
        { name: canaries.fileId, length: 1000 },
      ],
      freeBytes: 5e9,
      diskState: 'reserve-used',
      damage: {
        cause: 'damaged',
        recordsSalvaged: 4,
        recordsMissing: 0,
        bytesSetAside: 9,
        copyName: canaries.copyName,
      },
    },
    engine: standing,
    faults: faults.all,
  }
}

function faultsOfAll(): FaultMemory {
  const faults = new FaultMemory(() => new Date('2026-11-23T01:00:00.000Z'))
  const log = faults.remembering(() => undefined)
  log('boot-step', { step: 'boot:page' })
  log('storage-failed', {
    error: Object.assign(new Error(`${canaries.homeFolder} ${canaries.text}`), { code: 'ENOSPC' }),
  })
  log('journal-trouble', { what: 'high-water-mark', folder: canaries.folderName, ...canaries })
  new StandingKeeper(faults).tell(standing)
  return faults
}

describe('the diagnostics file', () => {
  const file = JSON.stringify(diagnosticsOf(source(faultsOfAll())))

  it.each(Object.entries(canaries))('does not hold the %s', (_what, canary) => {
    expect(file).not.toContain(canary)
  })

  it('holds figures and states', () => {
    expect(JSON.parse(file)).toMatchObject({
      settings: { serverHost: 'lapor.contoh.go.id:8443', theme: 'dark' },
      journal: {
        actionsByState: { 'needs-you': 1, waiting: 1 },
        actionsByType: { note: 2 },
        refusalsByOutcome: { rejected: 1 },
        attachments: { count: 2, bytes: 2000 },
        journalBytes: 4096,
        diskState: 'reserve-used',
        damage: { cause: 'damaged', copyKept: true },
      },
      engine: { cache: 'in-memory', cacheFault: 'full', clockAheadMinutes: 180 },
    })
  })

  it('holds the last faults by kind, with their times', () => {
    const faults = (JSON.parse(file) as { faults: { kind: string; at: string; facts: object }[] }).faults
    expect(faults.map(({ kind }) => kind)).toEqual([
      'storage-failed',
      'journal-trouble',
      'sync-problem',
      'cache-fault',
    ])
    expect(faults[0]).toMatchObject({ at: '2026-11-23T01:00:00.000Z', facts: { error: 'Error ENOSPC' } })
    expect(faults[3]?.facts).toEqual({ fault: 'cache:full' })
  })

  it('takes no fact over under a name it does not know, however harmless it looks', () => {
    const faults = new FaultMemory(() => new Date())
    faults.add('journal-trouble', { what: 'high-water-mark', caseId: 'kasus-jingga', tracking: 9181051 })
    expect(faults.all[0]?.facts).toEqual({ what: 'high-water-mark' })
  })

  it('can be made when nobody is signed in', () => {
    const empty = { ...source(faultsOfAll()), journal: null, engine: null, stage: 'signed-out' as const }
    expect(diagnosticsOf(empty)).toMatchObject({ journal: null, desk: { stage: 'signed-out' } })
  })
})

describe('what the page tells of the engine', () => {
  it('is taken only as figures and known words', () => {
    expect(deskArguments.tellStanding.safeParse(standing).success).toBe(true)
    for (const foreign of [
      { title: canaries.text },
      { cacheFault: canaries.text },
      { problem: canaries.name },
    ]) {
      expect(deskArguments.tellStanding.safeParse({ ...standing, ...foreign }).success).toBe(false)
    }
  })
})

describe('the memory of faults', () => {
  it('does not grow without end', () => {
    const faults = new FaultMemory(() => new Date())
    for (let count = 0; count < 500; count += 1) faults.add('sync-problem', { recordsMissing: count })
    expect(faults.all).toHaveLength(100)
    expect(faults.all.at(-1)?.facts).toEqual({ recordsMissing: 499 })
  })
})
