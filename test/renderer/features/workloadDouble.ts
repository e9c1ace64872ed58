import type { Case } from '../../../shared/domain/case'
import type { Instant, OfficerId, UnitId } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { DutyRequest } from '../../../shared/protocol/duty'
import type { NationalFailure } from '../../../renderer/engine/findingApi'
import { ReferenceView } from '../../../renderer/engine/referenceView'
import { RowIndex } from '../../../renderer/engine/rows/rowIndex'
import type { DutyAnswer, Workload, WorkloadApi } from '../../../renderer/engine/workloadApi'
import { WorkloadReading } from '../../../renderer/engine/workloadReading'
import type { DeskDouble } from './deskDouble'

/** Who holds what on a desk in memory, by the engine's own counting; what the national system takes is the test's. */
export class WorkloadDouble {
  fails = false
  /** What the national system answers instead of taking it. */
  dutyFails: NationalFailure | null = null
  readonly away: { readonly officerId: OfficerId; readonly until: Instant | null }[] = []
  readonly duties: { readonly unitId: UnitId; readonly duty: DutyRequest }[] = []

  constructor(
    private readonly desk: DeskDouble,
    private readonly officer: Officer,
  ) {}

  engine(): WorkloadApi {
    return {
      workload: async () => this.workload([...this.desk.cases.values()]),
      setAway: async (officerId, until) => this.setAway(officerId, until),
      setDuty: async (unitId, duty) => this.setDuty(unitId, duty),
    }
  }

  private workload(cases: readonly Case[]): Workload {
    this.desk.calls.push('workload')
    if (this.fails) throw new Error('The rows could not be counted')
    const rows = new RowIndex()
    for (const subject of cases) rows.put(subject, null)
    const references = new ReferenceView(this.desk.reference)
    const now = () => this.desk.now
    return new WorkloadReading({ officer: this.officer, rows, references: () => references, now }).workload()
  }

  private setAway(officerId: OfficerId, until: Instant | null): DutyAnswer {
    if (this.dutyFails) return this.dutyFails
    this.away.push({ officerId, until })
    const { reference } = this.desk
    this.desk.reference = {
      ...reference,
      officers: reference.officers.map((colleague) =>
        colleague.id === officerId ? { ...colleague, awayUntil: until } : colleague,
      ),
    }
    this.referenceCame()
    return { outcome: 'done' }
  }

  private setDuty(unitId: UnitId, duty: DutyRequest): DutyAnswer {
    if (this.dutyFails) return this.dutyFails
    this.duties.push({ unitId, duty })
    const { reference } = this.desk
    this.desk.reference = {
      ...reference,
      units: reference.units.map((unit) =>
        unit.id === unitId ? { ...unit, dutyOfficerIds: duty.officerIds } : unit,
      ),
    }
    this.referenceCame()
    return { outcome: 'done' }
  }

  private referenceCame(): void {
    this.desk.tell({ kind: 'reference-changed' })
    this.desk.tell({ kind: 'rows-changed' })
  }
}
