import { describe, expect, it } from 'vitest'
import { canSee } from '../../../shared/domain/visibility'
import type { AgencyId } from '../../../shared/domain/identifiers'
import { identifier } from '../../../shared/protocol/primitives'
import { caseIn, officer, reference } from './sampleCase'

const subject = caseIn('dispositioned', null)

describe('who sees a case', () => {
  it('is an officer of its unit', () => {
    expect(canSee(officer('actor'), subject, reference.units)).toBe(true)
  })

  it('is an officer of a unit above it', () => {
    const above = { ...officer('actor'), unitIds: officer('boss', 'supervisor').unitIds }
    expect(canSee(above, subject, reference.units)).toBe(true)
  })

  it('is not an officer of another unit', () => {
    const elsewhere = reference.units.find((unit) => unit.name === 'RSUD Contoh')
    if (!elsewhere) throw new Error('The sample agency has lost its hospital.')
    expect(canSee(officer('actor'), { ...subject, unitId: elsewhere.id }, reference.units)).toBe(false)
  })

  it.each(['supervisor', 'auditor'] as const)('is a %s of the agency, of no other agency', (role) => {
    expect(canSee(officer('actor', role), subject, reference.units)).toBe(true)
    const agencyId = identifier<AgencyId>().parse('another agency')
    expect(canSee(officer('actor', role), { ...subject, agencyId }, reference.units)).toBe(false)
  })
})
