import { describe, expect, it } from 'vitest'
import type { Case } from '../../../shared/domain/case'
import { deadlineAfter, countingOf } from '../../../shared/domain/calendar'
import { publicTextOf } from '../../../shared/domain/event'
import { caseEventSchema } from '../../../shared/protocol/case'
import { instantSchema } from '../../../shared/protocol/primitives'
import { actionOf, after, apply, at } from './sampleActions'
import { caseIn, officer, reference } from './sampleCase'

describe('an applied action', () => {
  it('leaves its event in the timeline with its text, its id and who did it', () => {
    const result = apply(caseIn('in_progress', 'actor'), actionOf('respond'), officer('actor'))
    expect(result).toMatchObject({
      case: {
        updatedAt: at,
        events: [
          {
            id: 'event-1',
            at,
            actor: { kind: 'officer', id: 'actor', name: 'Petugas actor' },
            type: 'respond',
            text: 'Sudah kami periksa.',
            visibility: 'public',
            data: { uploads: [] },
            actionId: '0192f0c1-0000-7000-8000-000000000001',
          },
        ],
      },
    })
  })

  it('keeps a note internal and changes nothing else', () => {
    const subject = caseIn('in_progress', 'other')
    const result = apply(subject, actionOf('note'), officer('actor'))
    if (result.outcome !== 'applied') throw new Error('The note was refused.')
    expect(result.event.visibility).toBe('internal')
    expect({ ...result.case, events: [], updatedAt: subject.updatedAt }).toEqual(subject)
  })

  it('meets the first response and the resolution with an answer and starts the closing', () => {
    const subject = caseIn('dispositioned', null)
    const result = apply(subject, actionOf('respond'), officer('actor'))
    const dueAt = deadlineAfter(at, 10, countingOf(reference, subject.unitId))
    expect(result).toMatchObject({
      case: {
        firstResponseAt: at,
        answeredAt: at,
        closedAt: null,
        dueKind: 'auto_close',
        dueAt,
        deadlines: [
          { kind: 'first_response', metAt: at },
          { kind: 'resolution', metAt: at },
          { kind: 'auto_close', startedAt: at, metAt: null },
        ],
      },
    })
  })

  it('keeps the moment of the first response when it is answered again', () => {
    const earlier = instantSchema.parse('2026-11-23T03:00:00.000Z')
    const answered: Case = { ...caseIn('answered', 'actor'), firstResponseAt: earlier }
    const result = apply(answered, actionOf('respond'), officer('actor'))
    expect(result).toMatchObject({ case: { firstResponseAt: earlier, answeredAt: at } })
  })

  it('answers and closes at once, without a deadline, when asked to', () => {
    const result = apply(caseIn('answered', 'actor'), actionOf('respond', { close: true }), officer('actor'))
    expect(result).toMatchObject({ case: { status: 'closed', closedAt: at, dueAt: null, dueKind: null } })
  })
})

const boss = officer('actor', 'supervisor')

describe('the effect of each action', () => {
  it('keeps a return’s deadlines and its holder: others go on with the case', () => {
    const own = caseIn('in_progress', 'actor')
    const returned = after(own, actionOf('return'), boss)
    expect(returned).toMatchObject({ status: 'returned', assigneeId: 'actor', dueAt: null, dueKind: null })
    expect(returned.deadlines).toEqual(own.deadlines)
  })

  it('archives without a first response, but with an end', () => {
    const archived = after(caseIn('in_progress', 'actor'), actionOf('archive', { text: ' ' }), boss)
    expect(archived).toMatchObject({
      status: 'archived',
      closedAt: at,
      firstResponseAt: null,
      deadlines: [
        { kind: 'first_response', metAt: null },
        { kind: 'resolution', metAt: at },
      ],
    })
    expect(archived.events.at(-1)).toEqual({
      id: 'event-1',
      at,
      actor: { kind: 'officer', id: 'actor', name: 'Petugas actor' },
      type: 'archive',
      visibility: 'public',
      data: { reasonCode: 'unclear' },
      actionId: '0192f0c1-0000-7000-8000-000000000001',
    })
  })

  it('closes what was answered, and opens it again without an end', () => {
    const answered = after(caseIn('in_progress', 'actor'), actionOf('respond'), boss)
    const closed = after(answered, actionOf('close'), boss)
    expect(closed).toMatchObject({ status: 'closed', closedAt: at, answeredAt: at, dueAt: null })
    expect(closed.deadlines.every(({ metAt }) => metAt === at)).toBe(true)
    const reopened = after(closed, actionOf('reopen'), boss)
    expect(reopened).toMatchObject({ status: 'in_progress', closedAt: null, assigneeId: 'actor' })
  })

  it('changes what an edit names and nothing else', () => {
    const own = caseIn('in_progress', 'actor')
    const edited = after(own, actionOf('edit', { title: ' Lubang ', tags: ['mudik2018'] }), boss)
    expect(edited).toEqual({
      ...own,
      title: 'Lubang',
      tags: ['mudik2018'],
      events: edited.events,
      updatedAt: at,
    })
    expect(edited.events.at(-1)).toMatchObject({
      visibility: 'internal',
      data: { title: 'Lubang', tags: ['mudik2018'] },
    })
  })

  it('takes the reporter’s name out of a case that becomes anonymous, also where they spoke', () => {
    const own = caseIn('in_progress', 'actor')
    const reply = caseEventSchema.parse({
      id: 'event-0',
      at,
      actor: { kind: 'reporter', id: 'reporter', name: 'M. Akbar' },
      type: 'reporter_replied',
      text: 'Di depan sekolah.',
      visibility: 'public',
    })
    const hidden = after({ ...own, events: [reply] }, actionOf('edit', { anonymous: true }), boss)
    expect(hidden).toMatchObject({ anonymous: true, reporter: null })
    expect(JSON.stringify(hidden)).not.toContain('Akbar')
    expect(hidden.events[0]).toMatchObject({ text: 'Di depan sekolah.', actor: { kind: 'reporter' } })
  })

  it('gives a case that nobody holds to whoever accepts, answers or asks, and to nobody else', () => {
    for (const type of ['accept', 'respond', 'request_info'] as const) {
      expect(after(caseIn('dispositioned', null), actionOf(type), boss).assigneeId).toBe('actor')
      expect(after(caseIn('dispositioned', 'other'), actionOf(type), boss).assigneeId).toBe('other')
    }
    for (const type of ['note', 'forward', 'archive', 'edit', 'link_duplicate'] as const) {
      expect(after(caseIn('dispositioned', null), actionOf(type), boss).assigneeId).toBeNull()
    }
  })

  it('clears the holder of a forwarded case unless they can see it in the new unit', () => {
    const held = (holder: string): Case => caseIn('in_progress', holder)
    const forwardTo = (unitId: string) => actionOf('forward', { unitId })
    expect(after(held('actor'), forwardTo('hospital'), boss)).toMatchObject({
      unitId: 'hospital',
      assigneeId: null,
    })
    expect(after(held('actor'), forwardTo('section'), boss).assigneeId).toBe('actor')
    expect(after(held('boss'), forwardTo('hospital'), boss).assigneeId).toBe('boss')
    expect(after(held('retired'), forwardTo('section'), boss).assigneeId).toBeNull()
  })
})

describe('what everybody may read of an event (DOMAIN.md, Actions, column seen by)', () => {
  const own = caseIn('in_progress', 'actor')

  it.each([
    ['respond', own, 'Sudah kami periksa.'],
    ['request_info', own, 'Di jalan mana?'],
    ['return', own, 'Jalan ini milik provinsi.'],
    ['reopen', caseIn('closed', null), 'Belum selesai.'],
    ['accept', caseIn('dispositioned', null), null],
    ['note', own, null],
    ['forward', own, null],
    ['assign', own, null],
    ['edit', own, null],
  ] as const)('of %s', (type, subject, text) => {
    const result = apply(subject, actionOf(type), boss)
    if (result.outcome === 'rejected') throw new Error(result.detail)
    expect(publicTextOf(result.event)).toBe(text)
  })

  it('is that a case was forwarded, not with which words; officers read those', () => {
    const { events } = after(own, actionOf('forward'), boss)
    expect(events.at(-1)).toMatchObject({
      visibility: 'public',
      text: 'Mohon ditangani.',
      data: { unitId: 'hospital' },
    })
  })
})
