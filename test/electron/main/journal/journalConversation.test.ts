import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { EngineNotesFile } from '../../../../electron/main/desk/engineNotesFile'
import { JournalConversation } from '../../../../electron/main/journal/journalConversation'
import { holdMilliseconds, journalRequestSchemas } from '../../../../shared/bridge/journalPort'
import type { Officer } from '../../../../shared/domain/officer'
import { officerSchema } from '../../../../shared/protocol/session'
import { MemoryDisk, SystemError } from '../memoryDisk'
import { note } from './actions'
import { journalOn } from './journalOn'
import { noReportFiles } from '../attachments/noReportFiles'

const officer: Officer = officerSchema.parse({
  id: 'o1',
  username: 'sari',
  name: 'Sari',
  role: 'officer',
  agencyId: 'g1',
  unitIds: ['u1'],
})

const begunSchema = z.object({ answer: z.object({ outcome: z.literal('begun'), fileId: z.string() }) })

async function conversation({ isLocked = false } = {}) {
  const disk = new MemoryDisk()
  const { journal, clock } = await journalOn(disk)
  const surroundings = {
    officer,
    server: 'https://contoh.go.id',
    databaseName: 'desk-1',
    cacheKey: isLocked ? null : new Uint8Array(32),
  }
  const notes = await EngineNotesFile.open(disk, '/profile/officer', Buffer.alloc(32, 7))
  const another = () =>
    new JournalConversation(
      journal,
      () => surroundings,
      notes,
      () => noReportFiles,
    )
  return { disk, journal, clock, notes, talk: another(), another }
}

describe('the port of a locked desk', () => {
  it('tells the work to be sent, and nothing else that an officer wrote', async () => {
    const { journal, notes, talk } = await conversation({ isLocked: true })
    await journal.saveAction(note('a', 'c1'), null)
    const draft = { caseId: note('a', 'c1').caseId, type: 'respond', text: 'Belum selesai' } as const
    await journal.saveDraft(draft)
    await notes.keep('saved-views', 'Hari B.')
    await notes.keep('reconciled-epoch', 'e1')
    const opening = await talk.reply({ requestNumber: 1, name: 'open', body: {} })
    expect(opening).toMatchObject({
      answer: { entries: [{ action: { actionId: 'a' } }], drafts: [], cacheKey: null },
    })
    expect(JSON.stringify(opening)).not.toMatch(/Belum selesai|Hari B/)
    expect(opening).toMatchObject({ answer: { notes: { 'reconciled-epoch': 'e1' } } })
  })

  it('refuses whatever sending does not need', async () => {
    const { journal, talk } = await conversation({ isLocked: true })
    await journal.saveAction(note('a', 'c1'), null)
    const refused = [
      ['saveAction', { action: note('b', 'c1'), replaces: null }],
      ['undo', { actionId: 'a' }],
      ['discard', { actionId: 'a' }],
      ['sentActions', {}],
      ['reportFileCases', {}],
    ] as const
    for (const [name, body] of refused) {
      const reply = await talk.reply({ requestNumber: 1, name, body })
      expect(reply).toMatchObject({ kind: 'failure', code: 'closed' })
    }
    expect(journal.entries()).toHaveLength(1)
  })

  it('still takes what was typed last', async () => {
    const { journal, talk } = await conversation({ isLocked: true })
    const draft = { caseId: 'c1', type: 'respond', text: 'Yth. Pelapor' }
    await talk.reply({ requestNumber: 1, name: 'saveDraft', body: { draft } })
    expect(journal.drafts()).toMatchObject([draft])
  })
})

describe('the engine’s port', () => {
  it('answers each request under its number', async () => {
    const { talk } = await conversation()
    const body = { action: note('a', 'c1'), replaces: null }
    const replies = await Promise.all([
      talk.reply({ requestNumber: 1, name: 'open', body: {} }),
      talk.reply({ requestNumber: 2, name: 'saveAction', body }),
      talk.reply({ requestNumber: 3, name: 'undo', body: { actionId: 'a' } }),
    ])
    expect(replies).toMatchObject([
      { kind: 'answer', requestNumber: 1, answer: { officer, databaseName: 'desk-1' } },
      { kind: 'answer', requestNumber: 2, answer: { sequence: 1, standing: { state: 'held' } } },
      { kind: 'answer', requestNumber: 3, answer: { undone: true } },
    ])
  })

  it('keeps the officer’s text as the protocol measures it', async () => {
    const { talk } = await conversation()
    const body = { action: note('a', 'c1', '  Sudah.\n'), replaces: null }
    expect(await talk.reply({ requestNumber: 1, name: 'saveAction', body })).toMatchObject({
      answer: { action: { payload: { text: 'Sudah.' } } },
    })
  })

  it.each([
    [
      'an action of 5,001 characters',
      'saveAction',
      { action: note('a', 'c1', 'x'.repeat(5001)), replaces: null },
    ],
    ['a request that there is not', 'constructor', {}],
    ['no body', 'markSent', undefined],
    ['a result that is not final', 'saveResults', { results: [{ actionId: 'a', outcome: 'retry' }] }],
  ])('refuses %s as invalid, and writes nothing', async (_what, name, body) => {
    const { disk, talk, journal } = await conversation()
    await journal.atRest()
    disk.operations.length = 0
    const reply = await talk.reply({ requestNumber: 7, name, body })
    expect(reply).toMatchObject({ kind: 'failure', requestNumber: 7, code: 'invalid' })
    expect(disk.operations).toEqual([])
  })

  it('hands a file over piece by piece and gives it back for the upload', async () => {
    const { talk } = await conversation()
    const bytes = Buffer.alloc(3_000, 'isi berkas ')
    const about = { caseId: 'c1', type: 'note', name: 'isi.txt', mime: 'text/plain', size: bytes.length }
    const begun = await talk.reply({ requestNumber: 1, name: 'beginFile', body: about })
    const { fileId } = begunSchema.parse(begun).answer
    for (const start of [0, 2_000]) {
      const body = { fileId, bytes: new Uint8Array(bytes.subarray(start, start + 2_000)) }
      expect(await talk.reply({ requestNumber: 2, name: 'addToFile', body })).toMatchObject({
        answer: { outcome: 'added', size: Math.min(start + 2_000, bytes.length) },
      })
    }
    expect(await talk.reply({ requestNumber: 3, name: 'finishFile', body: { fileId } })).toMatchObject({
      answer: { outcome: 'kept', file: { fileId, name: 'isi.txt', size: bytes.length, present: true } },
    })
    const asked = { fileId, offset: 2_500, length: 1_000 }
    expect(await talk.reply({ requestNumber: 4, name: 'readFile', body: asked })).toMatchObject({
      answer: { outcome: 'read', bytes: new Uint8Array(bytes.subarray(2_500)) },
    })
    const action = { action: note('a', 'c1'), replaces: null, files: [fileId] }
    expect(await talk.reply({ requestNumber: 5, name: 'saveAction', body: action })).toMatchObject({
      answer: { files: [{ fileId }] },
    })
    expect(await talk.reply({ requestNumber: 6, name: 'listFiles', body: about })).toMatchObject({
      answer: { files: [] },
    })
  })

  it('names no other file of the disk, whatever is asked for', async () => {
    const { disk, talk } = await conversation()
    disk.plant('/profile/officer/keys.json', Buffer.from('rahasia'))
    for (const fileId of [
      '../keys.json',
      '/profile/officer/keys.json',
      '00000000-0000-4000-8000-000000000000',
    ]) {
      const reply = await talk.reply({
        requestNumber: 1,
        name: 'readFile',
        body: { fileId, offset: 0, length: 9 },
      })
      expect(JSON.stringify(reply)).not.toContain('rahasia')
      const named = fileId.startsWith('0')
      expect(reply).toMatchObject(named ? { answer: { reason: 'unknown' } } : { code: 'invalid' })
    }
  })

  it('of a new engine finds what the old one had sent, and not the file it was handing over', async () => {
    const { disk, journal, clock, talk, another } = await conversation()
    await journal.saveAction(note('a', 'c1'), null)
    clock.move(holdMilliseconds)
    const body = { actionIds: ['a'] }
    await talk.reply({ requestNumber: 1, name: 'markSent', body })
    const about = { caseId: 'c1', type: 'note', name: 'isi.txt', mime: 'text/plain', size: 300_000 }
    const begun = await talk.reply({ requestNumber: 2, name: 'beginFile', body: about })
    const { fileId } = begunSchema.parse(begun).answer
    // The old engine was killed in the middle of a push; the new one opens.
    const opening = await another().reply({ requestNumber: 1, name: 'open', body: {} })
    expect(opening).toMatchObject({
      answer: { entries: [{ action: { actionId: 'a' }, standing: { state: 'sent' } }], draftFiles: [] },
    })
    const again = await another().reply({ requestNumber: 2, name: 'markSent', body })
    expect(again).toMatchObject({ answer: { sendable: ['a'] } })
    const late = await talk.reply({ requestNumber: 3, name: 'finishFile', body: { fileId } })
    expect(late).toMatchObject({ answer: { outcome: 'refused', reason: 'not-begun' } })
    expect(disk.paths().filter((path) => path.endsWith('.sealed'))).toEqual([])
  })

  it('says why nothing was saved', async () => {
    const { disk, talk } = await conversation()
    disk.before = () => {
      throw new SystemError('ENOSPC')
    }
    const body = { draft: { caseId: 'c1', type: 'note', text: 'x' } }
    expect(await talk.reply({ requestNumber: 1, name: 'saveDraft', body })).toEqual({
      kind: 'failure',
      requestNumber: 1,
      code: 'disk-full',
      detail: 'ENOSPC',
    })
  })

  it('survives whatever is sent to it', async () => {
    const { talk, journal } = await conversation()
    const names = fc.constantFrom(...Object.keys(journalRequestSchemas), '__proto__', '')
    const requests = fc.record({ requestNumber: fc.nat(), name: names, body: fc.anything() })
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.anything(), requests), async (message) => {
        const reply = await talk.reply(message)
        expect([null, 'answer', 'failure']).toContain(reply && reply.kind)
      }),
      { numRuns: 500 },
    )
    expect(journal.entries()).toEqual([])
  })
})
