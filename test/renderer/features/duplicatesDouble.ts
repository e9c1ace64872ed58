import type { Case } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import { permissionFor } from '../../../shared/domain/permission'
import type {
  ClusterPreview,
  DuplicatesApi,
  LikelyDuplicate,
  LinkedCase,
} from '../../../renderer/engine/duplicatesApi'
import type { DeskDouble } from './deskDouble'

/** The part of a desk in memory that knows reports of one thing. A test says which are likely; links are the cases' own. */
export class DuplicatesDouble {
  readonly likely = new Map<CaseId, readonly LikelyDuplicate[]>()
  readonly apart: string[] = []
  readonly answered: { readonly primaryId: CaseId; readonly text: string; readonly close: boolean }[] = []

  constructor(private readonly desk: DeskDouble) {}

  api(): DuplicatesApi {
    return {
      duplicatesOf: async (caseId) => ({
        likely: (this.likely.get(caseId) ?? []).filter(
          ({ caseId: other }) =>
            !this.apart.includes(`${caseId} ${other}`) && this.desk.cases.get(other)?.duplicateOf === null,
        ),
        linked: this.membersOf(caseId).map((member) => this.linked(member)),
      }),
      notDuplicates: async (caseId, otherId) => void this.apart.push(`${caseId} ${otherId}`),
      previewClusterAnswer: async (primaryId, { text }) => this.preview(primaryId, text),
      answerCluster: async (primaryId, { text, close }) => {
        this.answered.push({ primaryId, text, close })
        const ids = [primaryId, ...this.preview(primaryId, text).to.map(({ caseId }) => caseId)]
        const saved = ids.map((caseId) =>
          this.desk.act(caseId, { type: 'respond', payload: { text, uploads: [], close } }),
        )
        return {
          outcome: 'done',
          actionIds: saved.flatMap((answer) => (answer.outcome === 'saved' ? [answer.actionId] : [])),
          holdMilliseconds: this.desk.holdMilliseconds,
          left: [],
          failure: null,
        }
      },
    }
  }

  private membersOf(primaryId: CaseId): Case[] {
    return [...this.desk.cases.values()].filter(({ duplicateOf }) => duplicateOf === primaryId)
  }

  private linked(member: Case): LinkedCase {
    const { id: caseId, trackingId, title, status, receivedAt } = member
    const permission = permissionFor('unlink_duplicate', member, this.desk.actor)
    return { caseId, trackingId, title, status, receivedAt, why: permission.allowed ? null : permission.why }
  }

  private preview(primaryId: CaseId, text: string): ClusterPreview {
    const to: ClusterPreview['to'][number][] = []
    const not: ClusterPreview['not'][number][] = []
    for (const { id: caseId, trackingId, title, status, assigneeId } of this.membersOf(primaryId)) {
      const assigneeName = this.desk.nameOf(assigneeId)
      const named = { caseId, trackingId, title, status, assigneeId, assigneeName }
      const permission = permissionFor('respond', { status, assigneeId }, this.desk.actor)
      if (permission.allowed) to.push({ ...named, text })
      else not.push({ ...named, why: permission.why })
    }
    return { to, not }
  }
}
