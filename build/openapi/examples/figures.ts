const figures = {
  received: 412,
  dispositioned: 405,
  followedUp: 366,
  followUpRate: 0.904,
  firstResponse: { cases: 351, medianDays: 3 },
  deadline: { decided: 340, inside: 301, insideShare: 0.885 },
  open: { cases: 64, byAge: { upTo7: 31, upTo14: 18, upTo30: 11, upTo60: 3, over60: 1 } },
  returned: 9,
  archived: {
    cases: 24,
    byReason: {
      unclear: 8,
      out_of_scope: 7,
      duplicate: 4,
      not_completed: 3,
      in_court: 0,
      not_public_service: 1,
      test_or_spam: 1,
    },
  },
  satisfaction: { ratings: 88, mean: 3.7 },
}

/** Half a year of one agency, every breakdown shortened to one group. */
export const figuresExample = {
  from: '2026-01-01',
  to: '2026-06-30',
  timeZone: 'Asia/Makassar',
  at: '2026-07-01T01:00:00.000Z',
  total: figures,
  by: {
    unit: [{ key: 'dinas-pu', figures }],
    officer: [{ key: null, figures }],
    category: [{ key: 'penerangan-jalan-umum', figures }],
    channel: [{ key: 'android', figures }],
    area: [{ key: '73.71', figures }],
    month: [{ key: '2026-01', figures }],
  },
}
