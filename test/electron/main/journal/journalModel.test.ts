import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdMilliseconds } from '../../../../shared/bridge/journalPort'
import { MemoryDisk } from '../memoryDisk'
import { actionId, caseId, note } from './actions'
import { eagerCompaction, journalOn, type OpenedJournal } from './journalOn'

const anyAction = fc.nat(11)
const commands = fc.oneof(
  fc.record({ kind: fc.constant('save' as const), of: anyAction, replaces: fc.option(anyAction) }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'discard' as const), of: anyAction }),
  fc.record({
    kind: fc.constantFrom('send' as const, 'settle' as const),
    of: anyAction,
    and: fc.array(anyAction, { maxLength: 6 }),
  }),
  fc.record({
    kind: fc.constant('result' as const),
    of: anyAction,
    outcome: fc.constantFrom(
      'applied' as const,
      'duplicate' as const,
      'conflict' as const,
      'rejected' as const,
    ),
  }),
  fc.record({ kind: fc.constant('draft' as const), of: anyAction, text: fc.constantFrom('', 'satu', 'dua') }),
  fc.record({ kind: fc.constant('wait' as const), of: anyAction }),
)
type Command = typeof commands extends fc.Arbitrary<infer Each> ? Each : never

const id = (number: number) => actionId(`a${number}`)
/** Three cases, so that actions often share one. */
const caseOf = (number: number) => `c${number % 3}`

async function obey({ journal, clock }: OpenedJournal, command: Command): Promise<void> {
  switch (command.kind) {
    case 'save': {
      const { of, replaces } = command
      // Refused where it may not replace; that nothing changes then is what the comparison shows.
      await journal
        .saveAction(note(id(of), caseOf(of)), replaces === null ? null : id(replaces))
        .catch(() => null)
      return
    }
    case 'undo':
      await journal.undo(id(command.of))
      return
    case 'discard':
      await journal.discard(id(command.of))
      return
    case 'send':
      await journal.markSent([command.of, ...command.and].map(id))
      return
    case 'settle':
      await journal.settle([command.of, ...command.and].map(id))
      return
    case 'result':
      await journal.saveResults([
        { actionId: id(command.of), outcome: command.outcome, code: null, detail: 'x' },
      ])
      return
    case 'draft':
      await journal.saveDraft({ caseId: caseId(caseOf(command.of)), type: 'note', text: command.text })
      return
    case 'wait':
      clock.move(holdMilliseconds)
  }
}

function told({ journal, clock }: OpenedJournal) {
  clock.move(holdMilliseconds)
  const inOrder = [...journal.entries()].sort((one, other) => one.sequence - other.sequence)
  expect(journal.entries()).toEqual(inOrder)
  return {
    entries: journal.entries(),
    drafts: [...journal.drafts()].sort((a, b) => (a.text < b.text ? -1 : 1)),
  }
}

describe('whatever is done in whatever order', () => {
  it('is found again after a restart, compacted or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(commands, { maxLength: 60 }), async (list) => {
        const plain = new MemoryDisk()
        const compacted = new MemoryDisk()
        const compaction = { ...eagerCompaction, recordsForEachLive: 1 }
        const first = await journalOn(plain)
        const second = await journalOn(compacted, { compaction })
        for (const command of list) {
          await obey(first, command)
          await obey(second, command)
        }
        const withoutSequence = (state: ReturnType<typeof told>) => {
          return { ...state, entries: state.entries.map(({ action, standing }) => ({ action, standing })) }
        }
        const expected = told(first)
        expect(withoutSequence(told(second))).toEqual(withoutSequence(expected))
        expect(told(await journalOn(plain.afterKill()))).toEqual(expected)
        expect(told(await journalOn(compacted.afterKill()))).toEqual(told(second))
      }),
      { numRuns: 300 },
    )
  })

  it('never lets two actions of a case be sent out of order, or one be replaced whose result is unknown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(commands, { maxLength: 60 }), async (list) => {
        const opened = await journalOn(new MemoryDisk())
        for (const command of list) {
          const before = opened.journal.entries()
          await obey(opened, command)
          const after = new Map(
            opened.journal.entries().map((entry) => [entry.action.actionId, entry.standing.state]),
          )
          for (const { action, standing } of before) {
            if (standing.state === 'sent') expect(after.has(action.actionId)).toBe(true)
          }
          for (const [index, { action }] of before.entries()) {
            if (after.get(action.actionId) !== 'sent') continue
            const earlier = before.slice(0, index).filter((other) => other.action.caseId === action.caseId)
            for (const other of earlier) {
              expect(['sent', 'accepted', undefined]).toContain(after.get(other.action.actionId))
            }
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
