import { describe, expect, it } from 'vitest'
import { choicesFor } from '../../../../renderer/features/outbox/choices'
import { everyDecision, neededOf, outboxItem, refusedItem } from './items'

describe('what can be done with an action', () => {
  it('while its result is unknown is nothing but to copy it, and why is said', () => {
    const item = outboxItem(1, { state: 'sending', canDiscard: false, canChange: false })
    expect(choicesFor(item, null)).toEqual({
      send: null,
      change: false,
      undo: false,
      discard: false,
      why: 'outbox.why.sending',
    })
  })

  it('in conflict is to send it on top, to change it or to discard it', () => {
    const item = refusedItem(1)
    expect(choicesFor(item, neededOf(item))).toMatchObject({
      send: 'on-top',
      change: true,
      discard: true,
      why: null,
    })
  })

  it('in conflict does not hold what the case as it is now forbids', () => {
    const item = refusedItem(1)
    const sendOnTop = { allowed: false, why: 'not_in_this_status', code: 'invalid_transition' } as const
    expect(choicesFor(item, neededOf(item, { sendOnTop }))).toMatchObject({
      send: null,
      why: 'outbox.why.notAllowed',
    })
  })

  it.each([
    ['forbidden', 'again'],
    ['invalid_transition', 'again'],
    ['invalid', null],
    ['too_large', null],
    ['file_missing', null],
  ])('refused as %s is to send it again only where that may help', (code, send) => {
    const item = refusedItem(1, { refusal: { outcome: 'rejected', code, detail: null } })
    expect(choicesFor(item, neededOf(item)).send).toBe(send)
  })

  it('of a case that left the desk is to copy or to discard it', () => {
    const item = refusedItem(1, { trackingId: null, caseTitle: null })
    expect(choicesFor(item, neededOf(item, { present: null, sendOnTop: null }))).toEqual({
      send: null,
      change: false,
      undo: false,
      discard: true,
      why: 'outbox.why.caseLeft',
    })
    const told = refusedItem(1, { refusal: { outcome: 'rejected', code: 'case_left', detail: null } })
    expect(choicesFor(told, neededOf(told, { present: null, sendOnTop: null })).why).toBe(
      'outbox.why.wordsStay',
    )
  })

  it('that waits for the network is to try at once; behind a decision, it is not', () => {
    expect(choicesFor(outboxItem(1), null).send).toBe('now')
    const behind = outboxItem(1, { waitsFor: { kind: 'needs-you', actionId: outboxItem(2).actionId } })
    expect(choicesFor(behind, null)).toMatchObject({ send: null, why: 'outbox.why.behind' })
  })

  it('is to change it where there is something in it to put otherwise', () => {
    const changeable = everyDecision
      .filter((decision) => choicesFor(outboxItem(1, { decision }), null).change)
      .map(({ type }) => type)
    const fixed = ['accept', 'unlink_duplicate']
    expect(changeable).toEqual(everyDecision.map(({ type }) => type).filter((type) => !fixed.includes(type)))
  })
})
