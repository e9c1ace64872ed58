import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { asTemplate, daysApart, likelyOne, metresBetween, nearness } from '../../../shared/domain/duplicates'
import { fillTemplate, type PlaceholderValues } from '../../../shared/domain/template'
import { instantSchema } from '../../../shared/protocol/primitives'

/** Losari beach and two places beside it, in Makassar. */
const losari = { lat: -5.1432, lon: 119.4069 }
const besideIt = { lat: -5.1445, lon: 119.4075 }
const panakkukang = { lat: -5.1565, lon: 119.4468 }
const at = (instant: string) => ({ receivedAt: instantSchema.parse(instant) })

describe('how near two reports are', () => {
  it('is told in metres by coordinates, and by the village where one has none', () => {
    expect(nearness(losari, besideIt)).toEqual({ kind: 'metres', metres: 159 })
    expect(nearness(losari, panakkukang)).toBeNull()
    const village = { areaCode: '73.71.02.1003' }
    expect(nearness(village, { ...village, ...losari })).toEqual({ kind: 'village' })
    expect(nearness(village, { areaCode: '73.71.02.1004' })).toBeNull()
    // A whole city is no place.
    expect(nearness({ areaCode: '73.71' }, { areaCode: '73.71' })).toBeNull()
    expect(nearness({}, {})).toBeNull()
    // Coordinates say more than the village does.
    expect(nearness({ ...village, ...losari }, { ...village, ...panakkukang })).toBeNull()
  })

  it('is the same both ways and nothing to itself', () => {
    const place = fc.record({
      lat: fc.double({ min: -11, max: 6, noNaN: true }),
      lon: fc.double({ min: 95, max: 141, noNaN: true }),
    })
    fc.assert(
      fc.property(place, place, (one, other) => {
        expect(metresBetween(one, one)).toBeCloseTo(0)
        expect(metresBetween(one, other)).toBeCloseTo(metresBetween(other, one) ?? NaN)
      }),
    )
  })
})

describe('two reports are likely one', () => {
  it('when they are near each other and not a month apart', () => {
    const one = { location: losari, ...at('2026-11-01T02:00:00.000Z') }
    const soon = { location: besideIt, ...at('2026-11-12T03:00:00.000Z') }
    expect(likelyOne(one, soon)).toEqual({ near: { kind: 'metres', metres: 159 }, days: 11 })
    expect(likelyOne(one, { ...soon, ...at('2026-12-15T03:00:00.000Z') })).toBeNull()
    expect(likelyOne(one, { ...soon, location: panakkukang })).toBeNull()
    expect(daysApart(soon, one)).toBe(11)
  })
})

const values: PlaceholderValues = {
  trackingId: '9165816',
  reporterName: 'Ali',
  unitName: 'Bidang Jalan',
  officerName: 'Sari',
  dueDate: '27 November 2026',
}

describe('an answer to one report as a template for others', () => {
  it('has the number, the name, the unit and the day of each', () => {
    const text =
      'Yth. Ali, laporan #9165816 di Jl. Alifah ditangani Bidang Jalan sampai 27 November 2026. Sari'
    expect(asTemplate(text, values)).toBe(
      'Yth. {{reporterName}}, laporan #{{trackingId}} di Jl. Alifah ditangani {{unitName}} sampai {{dueDate}}. Sari',
    )
  })

  it('leaves as it is what names nothing of the report, or of whom nothing is known', () => {
    expect(asTemplate('Sudah kami tangani.', values)).toBe('Sudah kami tangani.')
    const nobody = { trackingId: null, reporterName: null, unitName: '', officerName: null, dueDate: null }
    expect(asTemplate('Yth. Ali, laporan #9165816', nobody)).toBe('Yth. Ali, laporan #9165816')
  })

  test('filled with the same values it is what was written, whatever was written', () => {
    const word = fc.constantFrom(
      'Ali',
      'Alifah',
      '9165816',
      'Bidang Jalan',
      'dan',
      '27 November 2026',
      '(a+b)',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(word), fc.string(), (words, more) => {
        const text = `${words.join(' ')} ${more.replaceAll('{', '').replaceAll('}', '')}`
        expect(fillTemplate(asTemplate(text, values), values).text).toBe(text)
      }),
    )
  })
})
