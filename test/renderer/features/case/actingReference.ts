import type { Reference } from '../../../../shared/domain/reference'
import { idOf, reference } from '../deskDouble'

/** An agency with a tree of units, colleagues in them, templates, and other institutions. */
export const actingReference: Reference = {
  ...reference,
  agencies: [
    { id: idOf('a-makassar'), name: 'Pemkot Makassar', kind: 'local_government' },
    { id: idOf('a-atr'), name: 'Kementerian Agraria dan Tata Ruang', kind: 'ministry' },
    ...Array.from({ length: 810 }, (_, index) => ({
      id: idOf<never>(`a-${index}`),
      name: `Pemerintah Kabupaten Contoh ${index + 1}`,
      kind: 'local_government' as const,
    })),
  ],
  units: [
    ...reference.units,
    unit('u-ukur', 'u-pertanahan', 'Seksi Pengukuran'),
    unit('u-pu', null, 'Dinas Pekerjaan Umum'),
    unit('u-jalan', 'u-pu', 'Bidang Jalan dan Jembatan'),
  ],
  officers: [
    ...reference.officers,
    {
      id: idOf('o-rina'),
      name: 'Rina Lestari',
      role: 'officer',
      unitIds: [idOf('u-pertanahan')],
      active: true,
      awayUntil: idOf('2099-12-01T00:00:00.000Z'),
    },
    { id: idOf('o-jaya'), name: 'Jaya Pratama', role: 'officer', unitIds: [idOf('u-jalan')], active: true },
  ],
  templates: [
    {
      id: idOf('t-1'),
      name: 'Sedang ditinjau',
      actionType: 'respond',
      text: 'Yth. {{reporterName}}, laporan #{{trackingId}} ditinjau {{unitName}}. Salam, {{officerName}}',
    },
    {
      id: idOf('t-2'),
      name: 'Berkas ukur terbit',
      actionType: 'respond',
      categoryId: idOf('k-tanah'),
      text: 'Berkas ukur telah terbit dan dapat diambil di loket.',
    },
    {
      id: idOf('t-3'),
      name: 'Penambalan jalan',
      actionType: 'respond',
      categoryId: idOf('k-jalan'),
      text: 'Jalan ditambal pekan ini.',
    },
    {
      id: idOf('t-4'),
      name: 'Minta foto',
      actionType: 'request_info',
      text: 'Mohon foto sebelum {{dueDate}}.',
    },
  ],
  archiveReasons: [
    { code: 'unclear', name: 'Laporan tidak jelas' },
    { code: 'in_court', name: 'Sedang dalam proses hukum' },
  ],
}

function unit(id: string, parentId: string | null, name: string): Reference['units'][number] {
  return {
    id: idOf(id),
    parentId: parentId === null ? null : idOf(parentId),
    name,
    calendar: 'working_days',
    dutyOfficerIds: [],
  }
}
