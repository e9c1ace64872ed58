import type { Decision } from '../../../../shared/domain/action'
import type { AttachedFile } from '../../../../shared/bridge/attachedFiles'
import type { Instant } from '../../../../shared/domain/identifiers'
import { writtenText } from '../../../../shared/domain/action'
import type { NeedsYouItem, OutboxFile, OutboxItem } from '../../../../renderer/engine/outboxApi'
import { idOf, makeCase } from '../deskDouble'

export const at = idOf<Instant>('2026-11-23T01:30:00.000Z')

export const answer: Decision = {
  type: 'respond',
  payload: { text: 'Berkas pengukuran terbit hari ini.', uploads: [] },
}

/** Every action type once, as an officer would decide it. */
export const everyDecision: readonly Decision[] = [
  { type: 'accept', payload: {} },
  { type: 'respond', payload: { text: 'Sudah diperbaiki.', uploads: [], close: true } },
  { type: 'note', payload: { text: 'Berkas di gudang.', uploads: [] } },
  { type: 'request_info', payload: { text: 'Mohon nomor berkas.' } },
  { type: 'forward', payload: { unitId: idOf('u-pertanahan'), text: 'Ini urusan pertanahan.' } },
  { type: 'assign', payload: { assigneeId: idOf('o-budi'), reason: 'Budi mengenal lokasinya.' } },
  { type: 'return', payload: { reason: 'Kewenangan kementerian.', suggestedAgencyId: idOf('a-lain') } },
  { type: 'archive', payload: { reasonCode: 'in_court', text: 'Perkara 12/Pdt.G.' } },
  { type: 'close', payload: {} },
  { type: 'reopen', payload: { reason: 'Pelapor datang lagi.' } },
  { type: 'edit', payload: { title: 'Judul baru', categoryId: idOf('k-jalan'), confidential: true } },
  { type: 'link_duplicate', payload: { primaryCaseId: idOf('c-1') } },
  { type: 'unlink_duplicate', payload: { primaryCaseId: idOf('c-1') } },
]

/** One action in *Kotak keluar*; `changes` says what a test is about. */
export function outboxItem(number: number, changes: Partial<OutboxItem> = {}): OutboxItem {
  const subject = makeCase(number)
  const decision = changes.decision ?? answer
  return {
    actionId: idOf(`act-${number}`),
    caseId: subject.id,
    trackingId: subject.trackingId,
    caseTitle: subject.title,
    type: decision.type,
    decision,
    text: writtenText(decision)?.text || null,
    createdAt: at,
    files: [],
    state: 'waiting',
    waitsFor: { kind: 'request' },
    attempts: 0,
    lastAnswer: null,
    refusal: null,
    canUndo: false,
    canDiscard: true,
    canChange: true,
    ...changes,
  }
}

export function refusedItem(number: number, changes: Partial<OutboxItem> = {}): OutboxItem {
  return outboxItem(number, {
    state: 'needs-you',
    waitsFor: null,
    attempts: 1,
    refusal: { outcome: 'conflict', code: null, detail: null },
    ...changes,
  })
}

/** What the engine says of such an item beside. */
export function neededOf(item: OutboxItem, changes: Partial<NeedsYouItem> = {}): NeedsYouItem {
  const { actionId, caseId, trackingId, caseTitle, type, decision, text, createdAt, files, refusal } = item
  return {
    ...{ actionId, caseId, trackingId, caseTitle, type, decision, text, createdAt, files },
    refusal: refusal ?? { outcome: 'conflict', code: null, detail: null },
    othersSince: [
      {
        id: idOf('e-2'),
        at: idOf<Instant>('2026-11-23T01:40:00.000Z'),
        actor: { kind: 'officer', id: 'o-budi', name: 'Budi Santoso' },
        type: 'respond',
        visibility: 'public',
        text: 'Sedang kami cari berkasnya.',
      },
    ],
    seenUntil: idOf<Instant>('2026-11-23T01:20:00.000Z'),
    present: makeCase(1, { status: 'answered', assigneeId: idOf('o-budi') }),
    sendOnTop: { allowed: true },
    waitingBehind: 0,
    ...changes,
  }
}

export function outboxFile(changes: Partial<OutboxFile> = {}): OutboxFile {
  const file: AttachedFile = {
    // Tests write ids as plain strings.
    fileId: idOf('00000000-0000-4000-8000-000000000001'),
    name: 'surat-ukur.pdf',
    mime: 'application/pdf',
    size: 1_200_000,
    sha256: '0'.repeat(64),
    upload: null,
    present: true,
  }
  return { ...file, bytesSent: 300_000, ...changes }
}
