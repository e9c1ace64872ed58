import { describe, expect, it } from 'vitest'
import type { Decision } from '../../../../shared/domain/action'
import { actionTypes } from '../../../../shared/domain/action'
import { isInternalText, isInternalAct } from '../../../../renderer/features/case/textReaders'
import { choicesOf, nothingChosen } from '../../../../shared/domain/decisionChoices'
import { composed, type ComposedType } from '../../../../renderer/features/case/formChoices'
import { writtenText } from '../../../../shared/domain/action'
import { idOf, makeCase } from '../deskDouble'
import { everyDecision } from '../outbox/items'

const subject = makeCase(1, { duplicateOf: idOf('c-3') })
const withType = (decision: Decision): decision is Decision & { type: ComposedType } =>
  decision.type !== 'accept'

describe('what is put together', () => {
  it('makes of every decision’s own choices and words that decision again', () => {
    for (const decision of everyDecision.filter(withType)) {
      if (decision.type === 'unlink_duplicate') continue
      const text = writtenText(decision)?.text ?? ''
      const again = composed(decision.type, text, choicesOf(decision), subject)
      expect(again).toEqual({
        decision: { ...decision, payload: { ...decision.payload, ...noUploads(decision) } },
      })
    }
  })

  it('says what is still to be chosen', () => {
    const problemOf = (type: ComposedType) => composed(type, 'Teks', nothingChosen, makeCase(1))
    expect(problemOf('forward')).toEqual({ problem: 'no-unit' })
    expect(problemOf('assign')).toEqual({ problem: 'no-assignee' })
    expect(problemOf('archive')).toEqual({ problem: 'no-archive-reason' })
    expect(problemOf('edit')).toEqual({ problem: 'no-change' })
    expect(problemOf('link_duplicate')).toEqual({ problem: 'no-primary' })
    expect(problemOf('unlink_duplicate')).toEqual({ problem: 'no-primary' })
  })

  it('lets a case go as readily as it gives it to somebody', () => {
    const letGo = composed('assign', '', { ...nothingChosen, assignee: { officerId: null } }, subject)
    expect(letGo).toEqual({ decision: { type: 'assign', payload: { assigneeId: null, reason: '' } } })
  })

  it('unlinks from the primary that the case has', () => {
    expect(composed('unlink_duplicate', '', nothingChosen, subject)).toEqual({
      decision: { type: 'unlink_duplicate', payload: { primaryCaseId: 'c-3' } },
    })
  })

  it('edits only what differs from the case, tags in another order being the same', () => {
    const tagged = makeCase(1, { tags: ['a', 'b'] })
    const changes = {
      title: ` ${tagged.title} `,
      tags: ['b', 'a'],
      oversight: true,
      anonymous: true,
    } as const
    expect(composed('edit', '', { ...nothingChosen, changes }, tagged)).toEqual({
      decision: { type: 'edit', payload: { oversight: true, anonymous: true } },
    })
    const untitled = composed('edit', '', { ...nothingChosen, changes: { title: '  ' } }, tagged)
    expect(untitled).toEqual({ problem: 'no-title' })
  })

  it('keeps what the edit in whose place it stands has changed, though the case shows it already', () => {
    const replaced = { type: 'edit', payload: { title: 'Judul baru' } } as const
    const shown = makeCase(1, { title: 'Judul baru' })
    const changes = { ...replaced.payload, tags: ['mudik'] }
    expect(composed('edit', '', { ...nothingChosen, changes }, shown, replaced)).toEqual({
      decision: { type: 'edit', payload: { title: 'Judul baru', tags: ['mudik'] } },
    })
  })
})

describe('who reads it', () => {
  it('is officers only where the action’s text is internal, and where all of it is', () => {
    expect(actionTypes.filter(isInternalText)).toEqual(['note', 'forward', 'assign'])
    expect(actionTypes.filter(isInternalAct)).toEqual([
      'note',
      'assign',
      'edit',
      'link_duplicate',
      'unlink_duplicate',
    ])
  })
})

function noUploads(decision: Decision): object {
  return 'uploads' in decision.payload ? { uploads: [] } : {}
}
