import { describe, expect, it } from 'vitest'
import { actionTypes } from '../../../../shared/domain/action'
import type { CaseEvent } from '../../../../shared/domain/case'
import { createWords } from '../../../../renderer/i18n/words'
import {
  decisionFacts,
  eventFacts,
  eventText,
  type PayloadNames,
  type Say,
} from '../../../../renderer/features/outbox/decisionFacts'
import { outboxSentence } from '../../../../renderer/features/outbox/outboxSentence'
import { idOf } from '../deskDouble'
import { at, everyDecision, outboxItem, refusedItem } from './items'

const { t } = createWords('id').global
const say: Say = (key, values = {}) => t(key, values)
const known: PayloadNames = {
  unit: () => 'Kantor Pertanahan',
  officer: () => 'Budi Santoso',
  agency: () => 'Kementerian ATR',
  category: () => 'Jalan Berlubang',
  caseNumber: () => '9180001',
}
const nobody: PayloadNames = {
  unit: () => null,
  officer: () => null,
  agency: () => null,
  category: () => null,
  caseNumber: () => null,
}
const wordsOf = (names: PayloadNames) =>
  everyDecision.map((decision) => [
    decision.type,
    decisionFacts(decision, names, say).map(({ label, value }) => `${label}: ${value}`),
  ])

describe('what was decided, in words', () => {
  it('is said of every action type', () => {
    expect(wordsOf(known)).toEqual([
      ['accept', []],
      ['respond', ['Sekaligus: menutup laporan']],
      ['note', []],
      ['request_info', []],
      ['forward', ['Kepada: Kantor Pertanahan']],
      ['assign', ['Kepada: Budi Santoso']],
      ['return', ['Instansi yang disarankan: Kementerian ATR']],
      ['archive', ['Alasan: Sedang dalam proses pengadilan']],
      ['close', []],
      ['reopen', []],
      ['edit', ['Judul: Judul baru', 'Kategori: Jalan Berlubang', 'Rahasia: ya']],
      ['link_duplicate', ['Laporan induk: #9180001']],
      ['unlink_duplicate', ['Laporan induk: #9180001']],
    ])
    expect(everyDecision.map(({ type }) => type)).toEqual([...actionTypes])
  })

  it('never shows an id, not even of what this desk does not know', () => {
    const said = JSON.stringify(wordsOf(nobody))
    for (const id of ['u-pertanahan', 'o-budi', 'a-lain', 'k-jalan', 'c-1']) expect(said).not.toContain(id)
    expect(said).toContain('tidak dikenal di komputer ini')
  })

  it('of a case that was let go is that nobody holds it', () => {
    const decision = { type: 'assign', payload: { assigneeId: null, reason: '' } } as const
    expect(decisionFacts(decision, known, say)).toEqual([{ label: 'Kepada', value: 'tidak seorang pun' }])
  })
})

describe('what others decided, in words', () => {
  const event: CaseEvent = {
    id: idOf('e-1'),
    at,
    actor: { kind: 'officer', id: 'o-budi', name: 'Budi Santoso' },
    type: 'edit',
    visibility: 'internal',
    data: { title: 'Judul mereka' },
  }
  it('names the fields that they changed', () => {
    expect(eventFacts(event, known, say)).toEqual([{ label: 'Judul', value: 'Judul mereka' }])
  })
  it('names the reason of an archiving, and leaves out data it cannot read', () => {
    expect(eventFacts({ ...event, type: 'archive', data: { reasonCode: 'unclear' } }, known, say)).toEqual([
      { label: 'Alasan', value: 'Laporan tidak jelas' },
    ])
    expect(eventFacts({ ...event, data: { title: 7 } }, known, say)).toEqual([])
  })
  it('holds the reason of a return, which is no text of the event', () => {
    expect(eventText({ ...event, type: 'return', data: { reason: 'Bukan urusan kami.' } })).toBe(
      'Bukan urusan kami.',
    )
    expect(eventText(event)).toBeNull()
  })
})

describe('how an action stands', () => {
  const sentence = (changes: Parameters<typeof outboxItem>[1]) => outboxSentence(outboxItem(1, changes))
  it('tells what it waits for', () => {
    const actionId = outboxItem(2).actionId
    expect([
      sentence({ state: 'held', waitsFor: { kind: 'hold', releasedInMilliseconds: 5_000 } }),
      sentence({}),
      sentence({ waitsFor: { kind: 'needs-you', actionId } }),
      sentence({ waitsFor: { kind: 'earlier', actionId } }),
      sentence({ waitsFor: { kind: 'upload' } }),
      sentence({ waitsFor: { kind: 'reconciling' } }),
    ]).toEqual([
      'outbox.state.held',
      'outbox.state.waiting',
      'outbox.state.behindDecision',
      'outbox.state.behindEarlier',
      'outbox.state.upload',
      'outbox.state.reconciling',
    ])
  })
  it('tells what the last try brought, also by a code that this version does not know', () => {
    expect([
      sentence({ lastAnswer: { kind: 'no-answer' } }),
      sentence({ lastAnswer: { kind: 'put-off', code: 'busy', detail: null } }),
      sentence({ lastAnswer: { kind: 'put-off', code: 'later', detail: null } }),
      sentence({ lastAnswer: { kind: 'not-understood' } }),
      sentence({ state: 'sending', lastAnswer: { kind: 'no-answer' } }),
    ]).toEqual([
      'outbox.state.noAnswer',
      'outbox.putOff.busy',
      'outbox.putOff.other',
      'outbox.state.notUnderstood',
      'outbox.state.resultUnknown',
    ])
  })
  it('tells why it was refused', () => {
    const refusal = { outcome: 'rejected', code: 'case_left', detail: null } as const
    expect(outboxSentence(refusedItem(1, { refusal }))).toBe('needsYou.rejected.case_left')
    expect(outboxSentence(refusedItem(1))).toBe('needsYou.conflict')
  })
})
