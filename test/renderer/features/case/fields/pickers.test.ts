import { describe, expect, it } from 'vitest'
import { assigneesFor } from '../../../../../renderer/features/case/fields/assignees'
import { unitTree } from '../../../../../renderer/features/case/fields/unitTree'
import { mostShown, pickItemsWith } from '../../../../../renderer/ui/pickItems'
import { instantFrom } from '../../../../../shared/domain/identifiers'
import type { Colleague, Unit } from '../../../../../shared/domain/reference'
import { idOf, makeCase, officer } from '../../deskDouble'

const unit = (id: string, parentId: string | null): Unit => ({
  id: idOf(id),
  parentId: parentId === null ? null : idOf(parentId),
  name: `Unit ${id}`,
  calendar: 'working_days',
  dutyOfficerIds: [],
})

describe('the tree of units', () => {
  it('has each unit once, before those below it', () => {
    const tree = unitTree([unit('b', 'a'), unit('a', null), unit('c', 'b'), unit('d', 'a')])
    expect(tree.map(({ unit: { id }, depth }) => `${id}${depth}`)).toEqual(['a0', 'b1', 'c2', 'd1'])
  })

  it('loses no unit that hangs in a circle or on nothing', () => {
    const tree = unitTree([unit('a', 'b'), unit('b', 'a'), unit('c', 'gone')])
    expect(tree.map(({ unit: { id } }) => id).sort()).toEqual(['a', 'b', 'c'])
  })
})

describe('who may hold a case', () => {
  const colleague = (id: string, changes: Partial<Colleague> = {}): Colleague => ({
    id: idOf(id),
    name: id,
    role: 'officer',
    unitIds: [idOf('a')],
    active: true,
    ...changes,
  })
  const now = instantFrom(Date.parse('2026-11-23T00:00:00Z'))
  const units = [unit('a', null), unit('b', 'a')]
  const officers = [
    colleague('Rina', { unitIds: [idOf('b')] }),
    colleague('Zaki', { awayUntil: instantFrom(Date.parse('2026-12-01T00:00:00Z')) }),
    colleague('Andi', { awayUntil: instantFrom(Date.parse('2026-11-01T00:00:00Z')) }),
    { ...colleague(officer.id), id: officer.id, name: officer.name },
    colleague('pensiun', { active: false }),
    colleague('pengawas', { role: 'auditor' }),
    colleague('penyelia', { role: 'supervisor', unitIds: [idOf('b')] }),
  ]
  const subject = makeCase(1, { unitId: idOf('a'), assigneeId: null })

  it('is only who is active, acts, and can see it; oneself first, then the unit’s', () => {
    const names = assigneesFor(subject, officer, { officers, units }, now).map(
      ({ colleague: { name } }) => name,
    )
    expect(names).toEqual(['Sari Wulandari', 'Andi', 'Zaki', 'penyelia'])
  })

  it('is said to be away only while that lasts', () => {
    const away = assigneesFor(subject, officer, { officers, units }, now).filter(({ awayUntil }) => awayUntil)
    expect(away.map(({ colleague: { name } }) => name)).toEqual(['Zaki'])
  })

  it('is for an officer nobody but themself while nobody holds it, for a supervisor anybody', () => {
    const why = (actor: typeof officer) =>
      assigneesFor(subject, actor, { officers, units }, now).map((assignee) => assignee.why)
    expect(why(officer)).toEqual([null, 'only-to-oneself', 'only-to-oneself', 'only-to-oneself'])
    expect(why({ ...officer, role: 'supervisor' })).toEqual([null, null, null, null])
  })

  it('is not who holds it already', () => {
    const held = { ...subject, assigneeId: officer.id }
    expect(assigneesFor(held, officer, { officers, units }, now)[0]?.why).toBe('holds-it')
  })
})

describe('what is typed in a list', () => {
  const items = Array.from({ length: 812 }, (_, index) => ({
    key: String(index),
    label: `Pemerintah Kabupaten ${index}`,
    detail: index === 700 ? 'Sulawesi Selatán' : 'Jawa',
  }))

  it('leaves what holds every word in label or detail, without regard to case and accents', () => {
    expect(pickItemsWith(items, 'kabupaten SELATAN')).toEqual([items[700]])
    expect(pickItemsWith(items, ' ')).toHaveLength(items.length)
    expect(mostShown).toBeLessThan(items.length)
  })
})
