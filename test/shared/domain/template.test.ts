import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  instantFrom,
  type CategoryId,
  type Identifier,
  type TemplateId,
} from '../../../shared/domain/identifiers'
import type { Category, Template } from '../../../shared/domain/reference'
import {
  fillTemplate,
  firstUnfilled,
  placeholders,
  templateDueAt,
  templatesFor,
  unfilledIn,
} from '../../../shared/domain/template'
import { caseIn, reference as sampleReference } from './sampleCase'

const sampleCase = caseIn('in_progress', 'actor')
const known = {
  trackingId: '9165816',
  reporterName: 'Hari B.',
  unitName: 'Dinas PU',
  officerName: 'Sari Wulandari',
  dueDate: '9 November 2026',
}

describe('a template', () => {
  it('is filled with what is known of the case', () => {
    expect(
      fillTemplate('Yth. {{reporterName}}, nomor #{{ trackingId }}, sebelum {{dueDate}}.', known),
    ).toEqual({
      text: 'Yth. Hari B., nomor #9165816, sebelum 9 November 2026.',
      unfilled: [],
    })
  })

  it('keeps what is unknown or empty between its braces and names each once', () => {
    const filled = fillTemplate('{{reporterName}} {{kota}} {{reporterName}} {{unitName}}', {
      ...known,
      reporterName: null,
      unitName: ' ',
    })
    expect(filled.text).toBe('{{reporterName}} {{kota}} {{reporterName}} {{unitName}}')
    expect(filled.unfilled).toEqual(['reporterName', 'kota', 'unitName'])
  })

  it('says where the first one stands, to be selected', () => {
    const text = 'Yth. {{reporterName}}, {{kota}}'
    const found = firstUnfilled(text)
    expect(found && text.slice(found.from, found.to)).toBe('{{reporterName}}')
    expect(firstUnfilled('tanpa isian { } {{')).toBeNull()
  })

  it('never takes a value for a placeholder, and changes nothing that is none', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (before, value) => {
        const plain = before.replaceAll('{', '')
        const values = { ...known, reporterName: `{{${value}}}` }
        const filled = fillTemplate(`${plain}{{reporterName}}`, values)
        expect(filled.text.startsWith(plain)).toBe(true)
        expect(filled.unfilled).toEqual([])
      }),
    )
  })

  it('with every value known leaves nothing of what the protocol names', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...placeholders)), (names) => {
        const { text } = fillTemplate(names.map((name) => `{{${name}}}`).join(' '), known)
        expect(unfilledIn(text)).toEqual([])
      }),
    )
  })
})

describe('the day that a template means', () => {
  const now = instantFrom(Date.parse('2026-06-08T03:00:00.000Z'))
  const due = (kind: 'resolution' | 'first_response', dueAt: string, met = false) => ({
    kind,
    startedAt: now,
    dueAt: instantFrom(Date.parse(dueAt)),
    metAt: met ? now : null,
    pausedAt: null,
  })

  it('is until when the reporter may answer, counted from now, where data are asked for', () => {
    const dueAt = templateDueAt('request_info', sampleCase, sampleReference, now)
    expect(dueAt !== null && dueAt > now).toBe(true)
  })

  it('is the resolution’s in an answer, not that of the first response which the answer meets', () => {
    const deadlines = [
      due('first_response', '2026-06-10T00:00:00Z'),
      due('resolution', '2026-06-20T00:00:00Z'),
    ]
    const subject = { ...sampleCase, deadlines, dueAt: deadlines[0]?.dueAt ?? null }
    expect(templateDueAt('respond', subject, sampleReference, now)).toBe('2026-06-20T00:00:00.000Z')
    expect(templateDueAt('note', subject, sampleReference, now)).toBe('2026-06-10T00:00:00.000Z')
  })

  it('is not one that is over: nobody can promise something by then', () => {
    const deadlines = [due('resolution', '2026-06-01T00:00:00Z')]
    const subject = { ...sampleCase, deadlines, dueAt: deadlines[0]?.dueAt ?? null }
    for (const type of ['respond', 'note'] as const) {
      expect(templateDueAt(type, subject, sampleReference, now)).toBeNull()
    }
  })

  it('is unknown in an answer to what is resolved', () => {
    const subject = { ...sampleCase, deadlines: [due('resolution', '2026-06-20T00:00:00Z', true)] }
    expect(templateDueAt('respond', subject, sampleReference, now)).toBeNull()
  })
})

describe('the templates offered', () => {
  // Tests write ids as plain strings; the cast only adds the brand.
  const idOf = <Id extends Identifier<string>>(plain: string) => plain as unknown as Id
  const category = (id: string, parentId: string | null): Category => ({
    id: idOf<CategoryId>(id),
    parentId: parentId === null ? null : idOf<CategoryId>(parentId),
    name: id,
  })
  const template = (id: string, actionType: Template['actionType'], categoryId?: string): Template => ({
    id: idOf<TemplateId>(id),
    name: id,
    actionType,
    text: id,
    ...(categoryId ? { categoryId: idOf<CategoryId>(categoryId) } : {}),
  })
  const reference = {
    categories: [category('jalan', null), category('lubang', 'jalan'), category('air', null)],
    templates: [
      template('umum', 'respond'),
      template('air', 'respond', 'air'),
      template('jalan', 'respond', 'jalan'),
      template('catatan', 'note', 'jalan'),
    ],
  }

  it('are those of the action, of the case’s category and above it first', () => {
    const offered = templatesFor('respond', idOf('lubang'), reference)
    expect(offered.map(({ template: { name }, fit }) => [name, fit])).toEqual([
      ['jalan', 'category'],
      ['umum', 'general'],
      ['air', 'other'],
    ])
  })
})
