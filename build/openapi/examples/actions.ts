import type { ActionType } from '../../../shared/domain/action'

const head = {
  caseId: 'c-7f3a2b',
  baseVersion: 3,
  createdAt: '2026-06-09T02:15:00.000Z',
}

function actionId(number: number): string {
  return `01978c61-3f00-7${String(number).padStart(3, '0')}-8d2f-1f6a0c2b7e10`
}

/** One action of each type with a payload that DOMAIN.md allows. */
export const actionExamples = {
  accept: { ...head, actionId: actionId(1), type: 'accept', payload: {} },
  respond: {
    ...head,
    actionId: actionId(2),
    type: 'respond',
    payload: {
      text: 'Terima kasih atas laporan Bapak. Lampu sudah diganti pada 9 Juni 2026.',
      uploads: [
        {
          uploadId: 'up-31',
          name: 'sesudah.jpg',
          mime: 'image/jpeg',
          size: 204_118,
          sha256: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
        },
      ],
      close: true,
    },
  },
  note: {
    ...head,
    actionId: actionId(3),
    type: 'note',
    payload: { text: 'Suku cadang tersedia di gudang.', uploads: [] },
  },
  request_info: {
    ...head,
    actionId: actionId(4),
    type: 'request_info',
    payload: { text: 'Mohon sebutkan nomor tiang lampu yang padam.' },
  },
  forward: {
    ...head,
    actionId: actionId(5),
    type: 'forward',
    payload: { unitId: 'bidang-jalan', text: 'Tiang berada di median jalan.' },
  },
  assign: {
    ...head,
    actionId: actionId(6),
    type: 'assign',
    payload: { assigneeId: 'petugas-04', reason: 'Cuti sampai Senin' },
  },
  return: {
    ...head,
    actionId: actionId(7),
    type: 'return',
    payload: { reason: 'Jalan nasional, wewenang kementerian.', suggestedAgencyId: 'kementerian-pu' },
  },
  archive: {
    ...head,
    actionId: actionId(8),
    type: 'archive',
    payload: { reasonCode: 'not_completed', text: 'Pelapor tidak melengkapi data.' },
  },
  close: { ...head, actionId: actionId(9), type: 'close', payload: { text: 'Selesai ditangani.' } },
  reopen: {
    ...head,
    actionId: actionId(10),
    type: 'reopen',
    payload: { reason: 'Lampu padam lagi.' },
  },
  edit: { ...head, actionId: actionId(11), type: 'edit', payload: { tags: ['pju'], confidential: true } },
  link_duplicate: {
    ...head,
    actionId: actionId(12),
    type: 'link_duplicate',
    payload: { primaryCaseId: 'c-11d0c2' },
  },
  unlink_duplicate: {
    ...head,
    actionId: actionId(13),
    type: 'unlink_duplicate',
    payload: { primaryCaseId: 'c-11d0c2' },
  },
} satisfies Readonly<Record<ActionType, unknown>>
