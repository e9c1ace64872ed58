import type { ReportFileKeeper } from '../../../../electron/main/attachments/reportFiles'

/** For desks on which nobody opens a report's file. */
export const noReportFiles: ReportFileKeeper = {
  fetch: () => ({ state: 'failed', reason: 'offline' }),
  state: () => ({ state: 'absent' }),
  caseIds: () => [],
  forget: async () => undefined,
}
