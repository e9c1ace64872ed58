import { z } from 'zod'
import {
  actionResultSchema,
  actionSchema,
  pushRequestSchema,
  pushResponseSchema,
} from '../../shared/protocol/action'
import {
  dispositionRequestSchema,
  dispositionResponseSchema,
  statisticsSchema,
} from '../../shared/protocol/administration'
import { areaSchema, areasSchema } from '../../shared/protocol/areas'
import { attachmentSchema, caseEventSchema, caseSchema } from '../../shared/protocol/case'
import { changeSchema, changesPageSchema } from '../../shared/protocol/changes'
import {
  publicReportSchema,
  ratingRequestSchema,
  replyRequestSchema,
  reportRequestSchema,
  trackingSchema,
} from '../../shared/protocol/citizens'
import { awayRequestSchema, dutyRequestSchema } from '../../shared/protocol/duty'
import { changedEventSchema, presenceEventSchema, presenceRequestSchema } from '../../shared/protocol/events'
import { caseFiguresSchema, figuresSchema } from '../../shared/protocol/figures'
import { problemSchema, statusSchema } from '../../shared/protocol/problem'
import { referenceSchema } from '../../shared/protocol/reference'
import {
  officerSchema,
  refreshRequestSchema,
  sessionResponseSchema,
  signInRequestSchema,
} from '../../shared/protocol/session'

import { clockSchema } from '../../test/national/sandbox/clockRoutes'
import { faultsRequestSchema } from '../../test/national/sandbox/faultSchema'
import { maintenanceSchema, versionsSchema } from '../../test/national/sandbox/maintenanceRoutes'
import { restoreRequestSchema } from '../../test/national/sandbox/restoreRoutes'
import { revocationSchema } from '../../test/national/sandbox/revocationRoutes'

/**
 * A page and a push as they are meant to be. The schemas that read them look at each case and action by itself, so
 * that a bad one stops nothing (PROTOCOL.md 4.6, 5.6).
 */
export const wholePageSchema = z.object({ ...changesPageSchema.shape, changes: z.array(changeSchema) })
export const wholePushSchema = z.object({
  ...pushRequestSchema.shape,
  actions: z.array(actionSchema).min(1).max(100),
})
export const casesSchema = z.object({ cases: z.array(caseSchema) })

/** The schemas that the document names; bodies refer to them. */
export const components = z.registry<{ id: string }>()

const named: Readonly<Record<string, z.ZodType>> = {
  Action: actionSchema,
  ActionResult: actionResultSchema,
  AgencyFigures: figuresSchema,
  Area: areaSchema,
  Areas: areasSchema,
  Attachment: attachmentSchema,
  AwayRequest: awayRequestSchema,
  Case: caseSchema,
  CaseEvent: caseEventSchema,
  Cases: casesSchema,
  CaseFigures: caseFiguresSchema,
  Change: changeSchema,
  ChangedEvent: changedEventSchema,
  ChangesPage: wholePageSchema,
  ClockRequest: clockSchema,
  DispositionRequest: dispositionRequestSchema,
  DispositionResponse: dispositionResponseSchema,
  DutyRequest: dutyRequestSchema,
  FaultsRequest: faultsRequestSchema,
  LeastVersion: versionsSchema,
  Maintenance: maintenanceSchema,
  NationalStatus: statusSchema,
  Officer: officerSchema,
  PresenceEvent: presenceEventSchema,
  PresenceRequest: presenceRequestSchema,
  Problem: problemSchema,
  PublicReport: publicReportSchema,
  PushRequest: wholePushSchema,
  PushResponse: pushResponseSchema,
  RatingRequest: ratingRequestSchema,
  Reference: referenceSchema,
  RefreshRequest: refreshRequestSchema,
  ReplyRequest: replyRequestSchema,
  ReportRequest: reportRequestSchema,
  RestoreRequest: restoreRequestSchema,
  Revocation: revocationSchema,
  SessionResponse: sessionResponseSchema,
  SignInRequest: signInRequestSchema,
  Statistics: statisticsSchema,
  Tracking: trackingSchema,
}
for (const [id, schema] of Object.entries(named)) components.add(schema, { id })
