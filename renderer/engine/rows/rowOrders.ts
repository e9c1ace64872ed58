import { caseStatuses, channels } from '../../../shared/domain/case'
import { assertNever } from '../../../shared/domain/assertNever'
import type { CategoryId, OfficerId, UnitId } from '../../../shared/domain/identifiers'
import type { RowOrder, RowOrderKey } from '../listApi'
import type { Columns } from './columns'
import type { Interned } from './interned'
import { SlotOrder } from './slotOrder'
import { titleKey } from './titleKey'

/** The names by which lists are sorted; empty before the reference data came. */
export interface RowNames {
  unitName(unitId: UnitId): string
  categoryName(categoryId: CategoryId): string
  officerName(officerId: OfficerId): string | null
}

const valueKeys = ['deadline', 'received', 'changed', 'title', 'number'] as const satisfies RowOrderKey[]
type ValueKey = (typeof valueKeys)[number]
type GroupKey = Exclude<RowOrderKey, ValueKey>

const byName = new Intl.Collator('id')

/**
 * All slots in each order that was asked for. Those by a value are kept and cost what changed (`SlotOrder`); those by
 * group (status, officer and so on) are dealt out of the order by deadline in one pass, and kept until something
 * changes. Within a group it goes by deadline, whichever way the groups go.
 */
export class RowOrders {
  private readonly byValue = new Map<ValueKey, SlotOrder>()
  private readonly dealt = new Map<string, Uint32Array>()
  private readonly titles: (string | undefined)[] = []
  private names: RowNames | null = null

  constructor(private readonly columns: Columns) {
    this.byValue.set('deadline', this.orderBy('deadline'))
  }

  noteChanged(slot: number): void {
    for (const order of this.byValue.values()) order.noteChanged(slot)
    this.titles[slot] = undefined
    this.dealt.clear()
  }

  /** Names of another reference order groups otherwise. */
  slots({ by, descending }: RowOrder, names: RowNames): Uint32Array {
    if (this.names !== names) this.dealt.clear()
    this.names = names
    const known = `${by} ${descending}`
    const held = this.dealt.get(known)
    if (held) return held
    const slots = isValueKey(by)
      ? this.slotsByValue(by, descending)
      : this.slotsByGroup(this.groupsBy(by, names), descending)
    this.dealt.set(known, slots)
    return slots
  }

  /** Sorts the next of the orders by a value that nobody has asked for yet; false when there is none. */
  prepareNext(): boolean {
    const next = valueKeys.find((by) => !this.byValue.has(by))
    if (next) this.begin(next).slots()
    return next !== undefined
  }

  private slotsByValue(by: ValueKey, descending: boolean): Uint32Array {
    const order = this.byValue.get(by) ?? this.begin(by)
    const slots = order.slots()
    if (!descending) return slots
    const reversed = slots.slice()
    reversed.subarray(0, order.valued()).reverse()
    return reversed
  }

  private begin(by: ValueKey): SlotOrder {
    const order = this.orderBy(by)
    this.byValue.set(by, order)
    for (let slot = 0; slot < this.columns.length; slot += 1) order.noteChanged(slot)
    return order
  }

  private orderBy(by: ValueKey): SlotOrder {
    const { columns } = this
    const byId = (one: number, other: number): number =>
      (columns.caseIds[one] ?? '') < (columns.caseIds[other] ?? '') ? -1 : 1
    const isHeld = (slot: number): boolean => (columns.caseIds[slot] ?? null) !== null
    switch (by) {
      case 'deadline': {
        // Of those that are due at the same time the one that waits longer.
        const tie = (one: number, other: number): number =>
          (columns.received[one] ?? 0) - (columns.received[other] ?? 0) || byId(one, other)
        return new SlotOrder({ key: (slot) => columns.due[slot] ?? Infinity, tie }, isHeld)
      }
      case 'received':
        return new SlotOrder({ key: (slot) => columns.received[slot] ?? 0, tie: byId }, isHeld)
      case 'changed':
        return new SlotOrder({ key: (slot) => columns.updated[slot] ?? 0, tie: byId }, isHeld)
      case 'title': {
        const tie = (one: number, other: number): number =>
          compareTexts(this.titleAt(one), this.titleAt(other)) || byId(one, other)
        return new SlotOrder({ key: (slot) => titleKey(this.titleAt(slot)), tie }, isHeld)
      }
      case 'number': {
        const numberAt = (slot: number): string => columns.trackingIdOf(slot) ?? ''
        const tie = (one: number, other: number): number =>
          compareTexts(numberAt(one), numberAt(other)) || byId(one, other)
        return new SlotOrder({ key: (slot) => numberKey(numberAt(slot)), tie }, isHeld)
      }
      default:
        return assertNever(by, 'order')
    }
  }

  /** Folded when it is first compared: only who sorts by title pays for it. */
  private titleAt(slot: number): string {
    return (this.titles[slot] ??= this.columns.foldedTitleAt(slot))
  }

  private groupsBy(by: GroupKey, names: RowNames): Groups {
    const { columns } = this
    switch (by) {
      case 'status':
        return { of: columns.status, rank: caseStatuses.map((_status, index) => index) }
      case 'channel':
        return { of: columns.channel, rank: channels.map((_channel, index) => index) }
      case 'unit':
        return { of: columns.unit, rank: ranks(columns.units, (unitId) => names.unitName(unitId)) }
      case 'category':
        return {
          of: columns.category,
          rank: ranks(columns.categories, (categoryId) => names.categoryName(categoryId)),
        }
      case 'officer':
        return {
          of: columns.assignee,
          rank: ranks(columns.officers, (officerId) => names.officerName(officerId) ?? ''),
        }
      default:
        return assertNever(by, 'order')
    }
  }

  private slotsByGroup({ of, rank }: Groups, descending: boolean): Uint32Array {
    const slots = this.slotsByValue('deadline', false)
    /** Nobody, and whatever has no rank, comes last. */
    const last = rank.length
    const places = Uint32Array.from(rank, (own) => (descending ? last - 1 - own : own))
    const starts = new Uint32Array(last + 2)
    for (let index = 0; index < slots.length; index += 1) {
      const after = (places[of[slots[index] ?? 0] ?? -1] ?? last) + 1
      starts[after] = (starts[after] ?? 0) + 1
    }
    for (let place = 1; place < starts.length; place += 1) {
      starts[place] = (starts[place] ?? 0) + (starts[place - 1] ?? 0)
    }
    const dealt = new Uint32Array(slots.length)
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index] ?? 0
      const place = places[of[slot] ?? -1] ?? last
      const at = starts[place] ?? 0
      dealt[at] = slot
      starts[place] = at + 1
    }
    return dealt
  }
}

interface Groups {
  readonly of: Uint8Array | Int32Array
  /** By the number in the column: which group comes before which. */
  readonly rank: readonly number[]
}

function isValueKey(by: RowOrderKey): by is ValueKey {
  return valueKeys.some((known) => known === by)
}

/** Which place each has among the others by name; those of the same name by id, so that none are mixed. */
function ranks<Value extends string>(interned: Interned<Value>, nameOf: (value: Value) => string): number[] {
  const values = interned.all()
  const named = values.map((value, number) => ({ value, number, name: nameOf(value) }))
  named.sort((one, other) => byName.compare(one.name, other.name) || compareTexts(one.value, other.value))
  const rank: number[] = []
  for (const [place, { number }] of named.entries()) rank[number] = place
  return rank
}

/** Tracking numbers are opaque; those that are numbers are ordered as such, before the others. */
function numberKey(trackingId: string): number {
  return /^\d{1,15}$/.test(trackingId) ? Number(trackingId) : Number.MAX_VALUE
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
