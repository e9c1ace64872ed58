import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JournalConversation } from '../../../../electron/main/journal/journalConversation'
import { journalRequestSchemas } from '../../../../shared/bridge/journalPort'
import type { Officer } from '../../../../shared/domain/officer'
import { officerSchema } from '../../../../shared/protocol/session'
import { MemoryDisk, SystemError } from '../memoryDisk'
import { note } from './actions'
import { journalOn } from './journalOn'

const officer: Officer = officerSchema.parse({
  id: 'o1',
  username: 'sari',
  name: 'Sari',
  role: 'officer',
  agencyId: 'g1',
  unitIds: ['u1'],
})

async function conversation() {
  const disk = new MemoryDisk()
  const { journal } = await journalOn(disk)
  const surroundings = {
    officer,
    server: 'https://contoh.go.id',
    databaseName: 'desk-1',
    cacheKey: new Uint8Array(32),
    damage: null,
  }
  return { disk, journal, talk: new JournalConversation(journal, () => surroundings) }
}

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
    const { disk, talk } = await conversation()
    disk.operations.length = 0
    const reply = await talk.reply({ requestNumber: 7, name, body })
    expect(reply).toMatchObject({ kind: 'failure', requestNumber: 7, code: 'invalid' })
    expect(disk.operations).toEqual([])
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
