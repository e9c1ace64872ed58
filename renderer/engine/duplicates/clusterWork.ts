import type { Decision } from '../../../shared/domain/action'
import type { Case } from '../../../shared/domain/case'
import { asTemplate } from '../../../shared/domain/duplicates'
import { instantFrom, type CaseId } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import { permissionFor } from '../../../shared/domain/permission'
import { fillTemplate, templateDueAt, type PlaceholderValues } from '../../../shared/domain/template'
import type { BulkWork } from '../bulkWork'
import { measure } from '../caseWork'
import type { ClusterAnswer, ClusterObstacle, ClusterPreview } from '../duplicatesApi'
import type { BulkAnswer } from '../listApi'
import type { CaseRows } from '../overlay/caseRows'
import type { ReferenceView } from '../referenceView'
import type { DuplicateLinks } from './duplicateLinks'

export interface ClusterWorkParts {
  readonly officer: Officer
  readonly caseRows: CaseRows
  readonly links: DuplicateLinks
  readonly bulk: BulkWork
  readonly references: () => ReferenceView
  /** Milliseconds since 1970. */
  readonly now: () => number
}

type Verdict = { readonly text: string } | { readonly why: ClusterObstacle }

/**
 * One answer to a report and all that are linked to it. Each gets an action of its own in its own thread, with its
 * number, reporter, unit and date where the answer names those of the primary.
 */
export class ClusterWork {
  constructor(private readonly parts: ClusterWorkParts) {}

  async preview(primaryId: CaseId, answer: ClusterAnswer): Promise<ClusterPreview> {
    const { bulk } = this.parts
    const to: ClusterPreview['to'][number][] = []
    const not: ClusterPreview['not'][number][] = []
    for (const [caseId, verdict] of await this.verdicts(primaryId, answer)) {
      const named = bulk.named(caseId)
      if ('text' in verdict) to.push({ ...named, text: verdict.text })
      else not.push({ ...named, why: verdict.why })
    }
    return { to, not }
  }

  async answer(primaryId: CaseId, answer: ClusterAnswer): Promise<BulkAnswer> {
    const own = measure(respond(answer.text, answer.close))
    if ('problem' in own) return { outcome: 'invalid', problem: own.problem }
    const decisions = new Map<CaseId, Decision>([[primaryId, own.decision]])
    for (const [caseId, verdict] of await this.verdicts(primaryId, answer)) {
      if ('text' in verdict) decisions.set(caseId, respond(verdict.text, answer.close))
    }
    return await this.parts.bulk.actEach(decisions)
  }

  /** Of each linked case: its text, or why it gets none. */
  private async verdicts(primaryId: CaseId, { text, close }: ClusterAnswer): Promise<Map<CaseId, Verdict>> {
    const { caseRows, links } = this.parts
    const memberIds = links.of(primaryId)
    const views = await caseRows.views([primaryId, ...memberIds])
    const primary = views.get(primaryId)?.overlay.case
    const template = primary ? asTemplate(text, this.valuesOf(primary)) : text
    return new Map(
      memberIds.map((caseId) => {
        const member = views.get(caseId)?.overlay.case
        return [caseId, member ? this.verdict(member, template, close) : { why: 'case-left' }]
      }),
    )
  }

  private verdict(member: Case, template: string, close: boolean): Verdict {
    const filled = fillTemplate(template, this.valuesOf(member))
    const decision = respond(filled.text, close)
    const permission = permissionFor(decision, member, this.parts.officer)
    if (!permission.allowed) return { why: permission.why }
    if (filled.unfilled.length > 0) return { why: 'unfilled' }
    return 'problem' in measure(decision) && filled.text.trim() !== '' ? { why: 'not-possible' } : filled
  }

  private valuesOf(subject: Case): PlaceholderValues {
    const { officer, references, now } = this.parts
    const names = references()
    const { reference } = names
    const dueAt = reference && templateDueAt('respond', subject, reference, instantFrom(now()))
    return {
      trackingId: subject.trackingId,
      reporterName: subject.anonymous ? null : (subject.reporter?.name ?? null),
      unitName: names.unitName(subject.unitId),
      officerName: officer.name,
      dueDate: dueAt ? indonesianDay(new Date(dueAt), names.timeZone) : null,
    }
  }
}

/** As the templates' dates are written: texts go to citizens, whatever language the desk speaks. */
function indonesianDay(at: Date, timeZone: string): string {
  return at.toLocaleDateString('id-ID', { timeZone, day: 'numeric', month: 'long', year: 'numeric' })
}

function respond(text: string, close: boolean): Decision {
  return { type: 'respond', payload: { text, uploads: [], ...(close ? { close } : {}) } }
}
