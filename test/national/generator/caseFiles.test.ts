import { crc32, inflateSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { first, testAnchor } from '../testDesk'
import { generateNational, type NationalData } from './generate'
import { generatedFile, summaryOf } from './generatedFiles'

let data: NationalData

beforeAll(async () => {
  data = await generateNational({ seed: '1', cases: 2000, anchor: testAnchor })
})

/** The parts of a PNG file by their type, each with its sum checked. */
function partsOf(file: Buffer): Map<string, Buffer> {
  expect(file.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  const parts = new Map<string, Buffer>()
  for (let place = 8; place < file.length;) {
    const length = file.readUInt32BE(place)
    const named = file.subarray(place + 4, place + 8 + length)
    expect(file.readUInt32BE(place + 8 + length)).toBe(crc32(named))
    parts.set(named.subarray(0, 4).toString('latin1'), named.subarray(4))
    place += length + 12
  }
  return parts
}

describe('generated files', () => {
  it('are photographs that any program can open: sums, size and every pixel in its palette', () => {
    const shapes = new Set<string>()
    for (let number = 1; number <= 8; number += 1) {
      const parts = partsOf(generatedFile({ kind: 'photograph', number }))
      expect([...parts.keys()]).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND'])
      const header = parts.get('IHDR') ?? Buffer.alloc(8)
      const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
      const rows = inflateSync(parts.get('IDAT') ?? Buffer.alloc(0))
      expect(rows.length).toBe(height * (width + 1))
      expect(Math.max(...rows)).toBeLessThan((parts.get('PLTE') ?? Buffer.alloc(0)).length / 3)
      shapes.add(`${width}x${height}`)
    }
    expect(shapes.size).toBeGreaterThan(2)
  })

  it('are letters whose table of places is right (ISO 32000-1, 7.5.4)', () => {
    for (const about of ['introduction', 'visit'] as const) {
      const text = generatedFile({ kind: 'letter', about, number: 1 }).toString('latin1')
      const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1])
      expect(text.slice(table, table + 4)).toBe('xref')
      const places = [...text.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, place]) =>
        Number(place),
      )
      expect(places).toHaveLength(5)
      for (const [index, place] of places.entries()) {
        expect(text.slice(place, place + 7)).toBe(`${index + 1} 0 obj`)
      }
      const [, length, content = ''] = /<< \/Length (\d+) >>\nstream\n([^]*)endstream/.exec(text) ?? []
      expect(content.length).toBe(Number(length))
    }
  })

  it('have the same bytes whenever they are made', () => {
    for (const recipe of [
      { kind: 'photograph', number: 3 },
      { kind: 'letter', about: 'visit', number: 3 },
    ] as const) {
      expect(generatedFile(recipe).equals(generatedFile(recipe))).toBe(true)
    }
  })

  it('come with two to three reports in five, with a few answers and notes, and never with a text message', () => {
    const reports = data.cases.filter(({ attachments }) => attachments.length > 0)
    expect(reports.length / data.cases.length).toBeGreaterThan(0.35)
    expect(reports.length / data.cases.length).toBeLessThan(0.6)
    expect(reports.filter(({ channel }) => channel === 'sms')).toEqual([])
    const written = data.cases
      .flatMap(({ events }) => events)
      .filter(({ type }) => ['respond', 'note'].includes(type))
    const share = written.filter(({ attachments }) => attachments !== undefined).length / written.length
    expect(share).toBeGreaterThan(0.02)
    expect(share).toBeLessThan(0.12)
    expect(new Set(data.files.map(({ mime }) => mime))).toEqual(new Set(['image/png', 'application/pdf']))
  })

  it('stand in their cases as they are made, each under an id of its own', () => {
    const cases = [...data.cases, ...data.casesElsewhere]
    const shown = cases.flatMap(({ attachments, events }) => [
      ...attachments,
      ...events.flatMap((event) => event.attachments ?? []),
    ])
    expect(new Set(shown.map(({ id }) => id)).size).toBe(data.files.length)
    expect(shown).toHaveLength(data.files.length)
    for (const { caseId, recipe, ...attachment } of data.files) {
      expect(attachment).toMatchObject(summaryOf(recipe))
      expect(shown).toContainEqual(attachment)
      expect(first(cases, ({ id }) => id === caseId).id).toBe(caseId)
    }
  })
})
