import { describe, expect, it } from 'vitest'
import { actionTypes, type ActionType } from '../../../shared/domain/action'
import { caseStatuses, type Case, type CaseStatus } from '../../../shared/domain/case'
import { roles, type Role } from '../../../shared/domain/officer'
import { permissionFor } from '../../../shared/domain/permission'
import { identifier } from '../../../shared/protocol/primitives'
import { actionOf, apply } from './sampleActions'
import { caseIn, officer } from './sampleCase'
import { vectors } from './vectors'

const holders = ['nobody', 'actor', 'other'] as const
type Holder = (typeof holders)[number]

function caseHeldBy(status: CaseStatus, holder: Holder, type: ActionType): Case {
  const subject = caseIn(status, holder === 'nobody' ? null : holder)
  const linked = type === 'unlink_duplicate'
  return { ...subject, duplicateOf: linked ? identifier<Case['id']>().parse('primary') : null }
}

describe('the worked examples of transitions', () => {
  it('are all there', () => {
    const { deadlines, pauses, transitions, conflicts } = vectors
    const counts = [deadlines, pauses, transitions, conflicts].map(({ length }) => length)
    expect(counts).toEqual([12, 2, 50, 20])
  })

  it.each(vectors.transitions)('$status + $action by $role, held by $holder: $expect', (vector) => {
    const actor = officer('actor', vector.role)
    const subject = caseHeldBy(vector.status, vector.holder, vector.action)
    const result = apply(subject, actionOf(vector.action, vector.payload), actor)
    if (vector.expect === 'forbidden' || vector.expect === 'invalid_transition') {
      expect(result).toMatchObject({ outcome: 'rejected', code: vector.expect })
      return
    }
    expect(result).toMatchObject({ outcome: 'applied', case: { status: vector.expect } })
    if (vector.assignee) expect(result).toMatchObject({ case: { assigneeId: vector.assignee } })
  })
})

/**
 * DOMAIN.md's table once more, written by hand from the page: from each status in the order of `caseStatuses`, the
 * first letter of the status after it (- for *not from here*): d, p in progress, w awaiting, a answered, c, x archived,
 * r returned, and = for *as it was*.
 */
const table: Readonly<Record<ActionType, string>> = {
  accept: 'p------',
  respond: 'aaaa---',
  note: '======-',
  request_info: 'ww-w---',
  forward: 'ddd----',
  assign: '====---',
  return: 'rr-----',
  archive: 'xxx----',
  close: '---c---',
  reopen: '----pp-',
  edit: '====---',
  link_duplicate: '====---',
  unlink_duplicate: '====---',
}
const statusOfLetter: Readonly<Record<string, CaseStatus>> = {
  d: 'dispositioned',
  p: 'in_progress',
  w: 'awaiting_reporter',
  a: 'answered',
  c: 'closed',
  x: 'archived',
  r: 'returned',
}

/** DOMAIN.md, *Roles*, likewise. */
function mayByRole(type: ActionType, role: Role, holder: Holder): boolean {
  if (role === 'supervisor') return true
  if (role === 'auditor' || type === 'reopen') return false
  return type === 'note' || holder !== 'other'
}

function expected(type: ActionType, status: CaseStatus, role: Role, holder: Holder): string {
  if (!mayByRole(type, role, holder)) return 'forbidden'
  const letter = table[type][caseStatuses.indexOf(status)] ?? '-'
  if (letter === '=') return status
  return statusOfLetter[letter] ?? 'invalid_transition'
}

describe('every status, action, role and holder', () => {
  it.each(actionTypes)('agrees with the table for %s', (type) => {
    for (const status of caseStatuses) {
      for (const role of roles) {
        for (const holder of holders) {
          const subject = caseHeldBy(status, holder, type)
          const result = apply(subject, actionOf(type), officer('actor', role))
          const found = result.outcome === 'applied' ? result.case.status : result.code
          const question = `${type} from ${status} by ${role}, held by ${holder}`
          expect(`${question}: ${found}`).toBe(`${question}: ${expected(type, status, role, holder)}`)
        }
      }
    }
  })

  it.each(actionTypes)('offers %s exactly when it would be applied as least can be', (type) => {
    for (const status of caseStatuses) {
      for (const role of roles) {
        for (const holder of holders) {
          const subject = caseHeldBy(status, holder, type)
          const actor = officer('actor', role)
          const permission = permissionFor(type, subject, actor)
          const result = apply(subject, actionOf(type), actor)
          expect(permission.allowed ? 'applied' : permission.code).toBe(
            result.outcome === 'applied' ? 'applied' : result.code,
          )
        }
      }
    }
  })
})

describe('who may assign a case to whom (DOMAIN.md, Roles)', () => {
  const unassigned = caseIn('in_progress', null)
  const own = caseIn('in_progress', 'actor')
  const others = caseIn('in_progress', 'other')

  it.each([
    ['an officer takes what nobody holds', unassigned, 'officer', 'actor', 'applied'],
    ['an officer gives away what nobody holds', unassigned, 'officer', 'other', 'forbidden'],
    ['an officer lets go what nobody holds', unassigned, 'officer', null, 'forbidden'],
    ['an officer passes on their own', own, 'officer', 'other', 'applied'],
    ['an officer lets go of their own', own, 'officer', null, 'applied'],
    ["an officer takes somebody else's", others, 'officer', 'actor', 'forbidden'],
    ["an officer lets go of somebody else's", others, 'officer', null, 'forbidden'],
    ["a supervisor gives away somebody else's", others, 'supervisor', 'third', 'applied'],
    ["a supervisor lets go of somebody else's", others, 'supervisor', null, 'applied'],
    ['an auditor takes what nobody holds', unassigned, 'auditor', 'actor', 'forbidden'],
    ['somebody who is not active any more', own, 'officer', 'retired', 'invalid'],
    ['somebody who cannot see the case', own, 'supervisor', 'nurse', 'invalid'],
    ['an auditor, who could do nothing', own, 'supervisor', 'inspector', 'invalid'],
    ['somebody unknown', own, 'supervisor', 'nobody-knows', 'invalid'],
    ['a supervisor', own, 'officer', 'boss', 'applied'],
  ] as const)('%s', (_name, subject, role, assigneeId, outcome) => {
    const result = apply(subject, actionOf('assign', { assigneeId }), officer('actor', role))
    expect(result.outcome === 'applied' ? 'applied' : result.code).toBe(outcome)
    if (result.outcome === 'applied') expect(result.case.assigneeId).toBe(assigneeId)
  })

  it('says to an officer why, before there is a payload and after', () => {
    const actor = officer('actor')
    expect(permissionFor('assign', unassigned, actor)).toEqual({ allowed: true })
    expect(permissionFor(actionOf('assign', { assigneeId: 'other' }), unassigned, actor)).toMatchObject({
      why: 'only_to_oneself',
    })
    expect(permissionFor('assign', others, actor)).toMatchObject({ why: 'held_by_another' })
    expect(permissionFor('reopen', caseIn('closed', 'actor'), actor)).toMatchObject({
      why: 'supervisors_only',
    })
    expect(permissionFor('accept', own, actor)).toMatchObject({ why: 'not_in_this_status' })
    expect(permissionFor('note', own, officer('actor', 'auditor'))).toMatchObject({ why: 'auditor' })
  })
})

describe('what a payload refers to (rejected as invalid, after role and transition)', () => {
  const boss = officer('actor', 'supervisor')
  const own = caseIn('in_progress', 'actor')
  const invalid = { outcome: 'rejected', code: 'invalid' }

  it('is not the unit in which the case lies, nor one that there is not', () => {
    for (const unitId of ['office', 'nowhere']) {
      expect(apply(own, actionOf('forward', { unitId }), boss)).toMatchObject(invalid)
    }
  })

  it('is a category that there is', () => {
    expect(apply(own, actionOf('edit', { categoryId: 'nothing' }), boss)).toMatchObject(invalid)
    expect(apply(own, actionOf('edit', { categoryId: 'air' }), boss)).toMatchObject({
      case: { categoryId: 'air' },
    })
  })

  it('is a primary that is seen, that is no duplicate itself, and not the case itself', () => {
    const link = actionOf('link_duplicate')
    const duplicate = { id: own.id, duplicateOf: own.id }
    expect(apply(own, link, boss, { primary: null })).toMatchObject(invalid)
    expect(apply(own, link, boss, { primary: duplicate })).toMatchObject(invalid)
    const toItself = actionOf('link_duplicate', { primaryCaseId: own.id })
    expect(apply(own, toItself, boss, { primary: own })).toMatchObject(invalid)
    expect(apply(own, link, boss)).toMatchObject({ case: { duplicateOf: 'primary' } })
  })

  it('is left to the national system where the desk does not hold the primary', () => {
    const link = actionOf('link_duplicate')
    expect(apply(own, link, boss, { primary: undefined }).outcome).toBe('applied')
    const toItself = actionOf('link_duplicate', { primaryCaseId: own.id })
    expect(apply(own, toItself, boss, { primary: undefined })).toMatchObject(invalid)
  })

  it('is the primary that the case has, when it is unlinked', () => {
    const linked = caseHeldBy('in_progress', 'actor', 'unlink_duplicate')
    expect(apply(linked, actionOf('unlink_duplicate'), boss)).toMatchObject({ case: { duplicateOf: null } })
    const another = actionOf('unlink_duplicate', { primaryCaseId: 'another' })
    expect(apply(linked, another, boss)).toMatchObject(invalid)
    expect(apply(own, actionOf('unlink_duplicate'), boss)).toMatchObject(invalid)
  })

  it('is asked last: what may not be done is said to be so first', () => {
    const nowhere = actionOf('forward', { unitId: 'nowhere' })
    expect(apply(caseIn('in_progress', 'other'), nowhere, officer('actor'))).toMatchObject({
      code: 'forbidden',
    })
    expect(apply(caseIn('answered', 'actor'), nowhere, boss)).toMatchObject({ code: 'invalid_transition' })
  })
})
