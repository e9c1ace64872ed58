import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionTypes, plainText, type ActionType } from '../../../shared/domain/action'
import { archiveReasonCodes } from '../../../shared/domain/reference'
import { actionResultSchema, actionSchema, decisionSchema } from '../../../shared/protocol/action'

function responding(text: unknown): unknown {
  return {
    actionId: '0192f0c1-0000-7000-8000-000000000001',
    caseId: 'case',
    type: 'respond',
    baseVersion: 1,
    createdAt: '2026-11-24T02:00:00.000Z',
    payload: { text },
  }
}

describe('an action (PROTOCOL.md 5.1)', () => {
  it('takes texts of 1 to 5,000 UTF-16 code units after NFC and trimming (1.1)', () => {
    expect(actionSchema.safeParse(responding('a'.repeat(5000))).success).toBe(true)
    expect(actionSchema.safeParse(responding(`  ${'a'.repeat(5000)}\n`)).success).toBe(true)
    // An e and a combining accent are two units that NFC makes one.
    expect(actionSchema.safeParse(responding('e\u0301'.repeat(5000))).success).toBe(true)
    expect(actionSchema.safeParse(responding('a'.repeat(5001))).success).toBe(false)
    expect(actionSchema.safeParse(responding('😀'.repeat(2501))).success).toBe(false)
    expect(actionSchema.safeParse(responding('  \n ')).success).toBe(false)
  })

  it('comes out with its text as it is sent, and stays the same when it is checked again', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), (typed) => {
        const once = actionSchema.safeParse(responding(typed))
        expect(once.success).toBe(plainText(typed) !== '')
        if (!once.success) return
        expect(once.data.payload).toMatchObject({ text: plainText(typed) })
        expect(actionSchema.parse(once.data)).toEqual(once.data)
      }),
    )
  })

  it('refuses what is no action, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        fc.pre(typeof anything !== 'object' || anything === null || !('actionId' in anything))
        expect(actionSchema.safeParse(anything).success).toBe(false)
      }),
    )
  })

  it('refuses types that the table does not have', () => {
    const unknownType = { ...(responding('x') as object), type: 'delete_everything' }
    expect(actionSchema.safeParse(unknownType).success).toBe(false)
  })
})

function accepts(type: ActionType, payload: unknown): boolean {
  return decisionSchema.safeParse({ type, payload }).success
}

describe('the payload of each action (DOMAIN.md, Actions, column payload)', () => {
  /** What stands beside the measured text for the payload to be whole. */
  const texts = [
    ['respond', 'text', 1, 5000, {}],
    ['note', 'text', 1, 5000, {}],
    ['request_info', 'text', 1, 2000, {}],
    ['forward', 'text', 1, 2000, { unitId: 'u' }],
    ['assign', 'reason', 0, 500, { assigneeId: null }],
    ['return', 'reason', 10, 2000, {}],
    ['archive', 'text', 0, 2000, { reasonCode: 'unclear' }],
    ['close', 'text', 0, 2000, {}],
    ['reopen', 'reason', 1, 500, {}],
    ['edit', 'title', 1, 200, {}],
  ] as const

  it.each(texts)('%s takes a %s of %i to %i characters', (type, field, shortest, longest, others) => {
    const withText = (length: number): unknown => ({ ...others, [field]: ` ${'a'.repeat(length)}\n` })
    expect(accepts(type, withText(shortest))).toBe(true)
    expect(accepts(type, withText(longest))).toBe(true)
    expect(accepts(type, withText(longest + 1))).toBe(false)
    if (shortest > 0) expect(accepts(type, withText(shortest - 1))).toBe(false)
    expect(accepts(type, { ...others, [field]: 7 })).toBe(false)
  })

  it.each(texts)(
    '%s is taken without its %s only where that may be empty',
    (type, field, shortest, _, others) => {
      // An edit without a title is still one, when it names another field.
      const rest = field === 'title' ? { oversight: true } : others
      expect(accepts(type, rest)).toBe(shortest === 0 || field === 'title')
    },
  )

  it('has at most ten files, each with its sum', () => {
    const file = { uploadId: 'u', name: 'foto.jpg', mime: 'image/jpeg', size: 3, sha256: 'a'.repeat(64) }
    for (const type of ['respond', 'note'] as const) {
      const files = (count: number): unknown => ({
        text: 'x',
        uploads: Array.from({ length: count }, () => file),
      })
      expect(accepts(type, files(10))).toBe(true)
      expect(accepts(type, files(11))).toBe(false)
      expect(accepts(type, { text: 'x', uploads: [{ ...file, sha256: 'lies' }] })).toBe(false)
    }
  })

  it('names what it refers to by ids of at most 64 characters', () => {
    const tooLong = 'x'.repeat(65)
    expect(accepts('assign', { assigneeId: null })).toBe(true)
    expect(accepts('assign', {})).toBe(false)
    expect(accepts('assign', { assigneeId: tooLong })).toBe(false)
    expect(accepts('forward', { unitId: tooLong, text: 'x' })).toBe(false)
    expect(accepts('return', { reason: 'sepuluh huruf', suggestedAgencyId: tooLong })).toBe(false)
    for (const type of ['link_duplicate', 'unlink_duplicate'] as const) {
      expect(accepts(type, { primaryCaseId: 'c' })).toBe(true)
      expect(accepts(type, {})).toBe(false)
    }
  })

  it('archives for one of the reasons of the list', () => {
    for (const reasonCode of archiveReasonCodes) expect(accepts('archive', { reasonCode })).toBe(true)
    expect(accepts('archive', { reasonCode: 'no_time' })).toBe(false)
    expect(accepts('archive', {})).toBe(false)
  })

  it('edits at least one field, hides and never shows again', () => {
    expect(accepts('edit', {})).toBe(false)
    expect(accepts('edit', { unknownField: 1 })).toBe(false)
    for (const field of ['anonymous', 'confidential']) {
      expect(accepts('edit', { [field]: true })).toBe(true)
      expect(accepts('edit', { [field]: false })).toBe(false)
    }
    expect(accepts('edit', { oversight: false })).toBe(true)
    expect(accepts('edit', { classification: 'praise' })).toBe(false)
  })

  it('takes up to 20 tags of 1 to 50 characters', () => {
    const tags = (count: number, tag = 'mudik2018'): unknown => ({
      tags: Array.from({ length: count }, () => tag),
    })
    expect(accepts('edit', tags(0))).toBe(true)
    expect(accepts('edit', tags(20, 'x'.repeat(50)))).toBe(true)
    expect(accepts('edit', tags(21))).toBe(false)
    expect(accepts('edit', tags(1, 'x'.repeat(51)))).toBe(false)
    expect(accepts('edit', tags(1, ' '))).toBe(false)
  })

  it('refuses for every action what is no payload', () => {
    fc.assert(
      fc.property(fc.constantFrom(...actionTypes), fc.anything(), (type, anything) => {
        fc.pre(typeof anything !== 'object' || anything === null || Array.isArray(anything))
        expect(accepts(type, anything)).toBe(false)
      }),
    )
  })
})

describe('a result (PROTOCOL.md 5.4)', () => {
  it('keeps a rejection whose code this version does not know', () => {
    const rejected = { actionId: 'a', outcome: 'rejected', code: 'something_new', futureField: 1 }
    expect(actionResultSchema.parse(rejected)).toEqual({
      actionId: 'a',
      outcome: 'rejected',
      code: 'something_new',
    })
  })

  it('refuses an outcome that is none', () => {
    expect(actionResultSchema.safeParse({ actionId: 'a', outcome: 'perhaps' }).success).toBe(false)
  })
})
