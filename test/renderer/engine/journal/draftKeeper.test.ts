import { describe, expect, test } from 'vitest'
import { nothingChosen } from '../../../../shared/domain/decisionChoices'
import type { CaseId } from '../../../../shared/domain/identifiers'
import { DraftKeeper } from '../../../../renderer/engine/journal/draftKeeper'
import type { JournalClient } from '../../../../renderer/engine/journal/journalClient'
import { actionSchema } from '../../../../shared/protocol/action'
import { VirtualClock } from '../support/virtualClock'

const caseId = 'case' as CaseId
const draft = (text: string) => ({ caseId, type: 'respond' as const, text })
const action = actionSchema.parse({
  actionId: 'action',
  caseId,
  type: 'respond',
  baseVersion: 1,
  createdAt: '2026-11-24T01:00:00.000Z',
  payload: { text: 'Selesai', uploads: [] },
})

function keeper() {
  const clock = new VirtualClock()
  const written: string[] = []
  let refuses = false
  const journal: JournalClient = {
    request: async (name, body) => {
      if (refuses) throw new Error('disk full')
      written.push('draft' in body ? body.draft.text : name)
      // Only drafts are saved here, and this is the answer to that.
      return { saved: true } as never
    },
    onReleased: () => undefined,
    onDiskState: () => undefined,
    onReportFile: () => undefined,
    close: () => undefined,
  }
  const pass = async (milliseconds: number): Promise<void> => {
    clock.advance(milliseconds)
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  return { drafts: new DraftKeeper(journal, clock), written, pass, refuse: (now: boolean) => (refuses = now) }
}

describe('drafts', () => {
  test('are written at most once in two seconds, the last text always', async () => {
    const { drafts, written, pass } = keeper()
    for (let letter = 1; letter <= 100; letter += 1) {
      drafts.keep(draft('a'.repeat(letter)))
      await pass(50)
    }
    await pass(2_000)
    expect(written.length).toBeLessThanOrEqual(4)
    expect(written.at(-1)).toBe('a'.repeat(100))
    expect(drafts.ofCase(caseId)).toEqual([draft('a'.repeat(100))])
  })

  test('are written again when the journal refused, and all of them at the stop', async () => {
    const { drafts, written, pass, refuse } = keeper()
    refuse(true)
    drafts.keep(draft('satu'))
    await pass(1)
    refuse(false)
    await pass(2_000)
    expect(written).toEqual(['satu'])
    drafts.keep(draft('dua'))
    await drafts.stop()
    expect(written).toEqual(['satu', 'dua'])
  })

  test('that became an action are gone, an older text in the journal too, and come back when it is undone', async () => {
    const { drafts, written, pass } = keeper()
    drafts.keep(draft('Sel'))
    await pass(1)
    drafts.keep(draft('Selesai'))
    drafts.actionSaved(action)
    expect(drafts.ofCase(caseId)).toEqual([])
    await pass(5_000)
    expect(written).toEqual(['Sel', ''])
    drafts.actionUndone(action)
    expect(drafts.ofCase(caseId)).toEqual([draft('Selesai')])
  })

  test('are written when only what is chosen beside the text changes', async () => {
    const { drafts, written, pass } = keeper()
    drafts.keep(draft('Selesai'))
    await pass(2_000)
    drafts.keep({ ...draft('Selesai'), choices: { ...nothingChosen, closes: true } })
    await pass(2_000)
    drafts.keep({ ...draft('Selesai'), choices: { ...nothingChosen, closes: true } })
    await pass(5_000)
    expect(written).toEqual(['Selesai', 'Selesai'])
    expect(drafts.ofCase(caseId)[0]?.choices?.closes).toBe(true)
  })
})
