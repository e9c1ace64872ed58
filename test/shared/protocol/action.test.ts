import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../../shared/domain/action'
import { actionResultSchema, actionSchema } from '../../../shared/protocol/action'

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
