/** A reference with one entry of each kind. */
export const referenceExample = {
  agency: {
    id: 'pemkot-makassar',
    name: 'Pemerintah Kota Makassar',
    kind: 'local_government',
    timeZone: 'Asia/Makassar',
  },
  agencies: [{ id: 'pemkot-makassar', name: 'Pemerintah Kota Makassar', kind: 'local_government' }],
  units: [
    {
      id: 'dinas-damkar',
      parentId: null,
      name: 'Dinas Pemadam Kebakaran dan Penyelamatan',
      calendar: 'continuous',
      dutyOfficerIds: ['petugas-17'],
    },
  ],
  officers: [
    {
      id: 'petugas-17',
      name: 'Basri Lau',
      role: 'officer',
      unitIds: ['dinas-damkar'],
      active: true,
      awayUntil: null,
    },
  ],
  categories: [{ id: 'pekerjaan-umum', parentId: null, name: 'Pekerjaan Umum dan Penataan Ruang' }],
  holidays: [{ date: '2018-06-15', name: 'Idulfitri 1439 Hijriah', collectiveLeave: false }],
  deadlineRules: {
    first_response: 5,
    resolution: { information_request: 5, aspiration: 14, complaint: 14, oversight: 60 },
    reporter_reply: 10,
    auto_close: 10,
  },
  templates: [
    {
      id: 'tanggapan-awal',
      name: 'Tanggapan awal',
      actionType: 'respond',
      text: 'Terima kasih, {{reporterName}}. Laporan #{{trackingId}} kami teruskan ke {{unitName}}.',
    },
  ],
  archiveReasons: [{ code: 'unclear', name: 'Laporan tidak jelas' }],
}
