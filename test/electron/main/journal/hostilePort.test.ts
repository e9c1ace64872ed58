import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EngineNotesFile } from '../../../../electron/main/desk/engineNotesFile'
import { JournalConversation } from '../../../../electron/main/journal/journalConversation'
import { journalRequestSchemas, type JournalRequestName } from '../../../../shared/bridge/journalPort'
import { officerSchema } from '../../../../shared/protocol/session'
import { noReportFiles } from '../attachments/noReportFiles'
import { MemoryDisk } from '../memoryDisk'
import { note } from './actions'
import { journalOn } from './journalOn'

const officer = officerSchema.parse({
  ...{ id: 'o1', username: 'sari', name: 'Sari', role: 'officer', agencyId: 'g1', unitIds: ['u1'] },
})

/** Requests as the engine makes them, one of each kind that writes; none is about the action that is kept. */
const requests: readonly {
  readonly name: JournalRequestName
  readonly body: Readonly<Record<string, unknown>>
}[] = [
  { name: 'saveAction', body: { action: note('b', 'c2'), replaces: null } },
  { name: 'saveActions', body: { actions: [note('d', 'c3')] } },
  { name: 'undo', body: { actionId: 'x' } },
  { name: 'markSent', body: { actionIds: ['x'] } },
  {
    name: 'saveResults',
    body: { results: [{ actionId: 'x', outcome: 'applied', code: null, detail: null }] },
  },
  { name: 'settle', body: { actionIds: ['x'], serverTime: '2026-11-24T01:00:00.000Z' } },
  { name: 'discard', body: { actionId: 'x' } },
  { name: 'saveDraft', body: { draft: { caseId: 'c1', type: 'note', text: 'x' } } },
  { name: 'keepNote', body: { name: 'place', text: 'x' } },
  { name: 'beginFile', body: { caseId: 'c1', type: 'note', name: 'a.txt', mime: 'text/plain', size: 3 } },
  { name: 'addToFile', body: { fileId: '00000000-0000-4000-8000-000000000000', bytes: new Uint8Array(3) } },
  { name: 'readFile', body: { fileId: '00000000-0000-4000-8000-000000000000', offset: 0, length: 9 } },
]

const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true, maxDepth: 3 }),
  fc.constantFrom<unknown>(
    'x'.repeat(1_000_000),
    '../../keys.json',
    '\u0000',
    NaN,
    -1,
    2 ** 53,
    [],
    {},
    null,
  ),
  fc.constant<unknown>(JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')),
)

describe('the engine’s port, asked nearly as the engine asks', () => {
  it('neither fails nor loses what was saved, whichever field is something else', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    const surroundings = {
      officer,
      server: 'https://contoh.go.id',
      databaseName: 'd',
      cacheKey: new Uint8Array(32),
    }
    const notes = await EngineNotesFile.open(disk, '/profile/officer', Buffer.alloc(32, 7))
    const talk = new JournalConversation(
      journal,
      () => surroundings,
      notes,
      () => noReportFiles,
    )
    await journal.saveAction(note('a', 'c1', 'Tetap ada.'), null)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...requests),
        fc.nat(9),
        strange,
        fc.string(),
        async (asked, at, value, extra) => {
          const fields = Object.keys(asked.body)
          const field = fields[at % fields.length] ?? 'x'
          const body = { ...asked.body, [field]: value, [extra]: value }
          const reply = await talk.reply({ requestNumber: 1, name: asked.name, body })
          const isTaken = journalRequestSchemas[asked.name].safeParse(body).success
          if (isTaken) expect(['answer', 'failure']).toContain(reply?.kind)
          else expect(reply).toMatchObject({ kind: 'failure', code: 'invalid' })
        },
      ),
      { numRuns: 600 },
    )
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    expect(journal.entries().find(({ action }) => action.actionId === 'a')).toMatchObject({
      action: { payload: { text: 'Tetap ada.' } },
    })
    expect(disk.paths().every((path) => path.startsWith('/profile/'))).toBe(true)
  })
})
