import { afterEach, describe, expect, it } from 'vitest'
import { ReportFiles } from '../../../electron/main/attachments/reportFiles'
import { AreaNames } from '../../../renderer/engine/areaNames'
import type { Case } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import { attachmentOf, FileServer } from '../../electron/main/attachments/fileServer'
import { MemoryDisk } from '../../electron/main/memoryDisk'
import { officer, reference } from '../../shared/domain/sampleCase'
import { answered } from './support/answers'
import { caseNumbered } from './support/caseNumbered'
import { eventually } from './support/eventually'
import { newDesk, type Desk } from './support/openJournal'
import { startDesk, type RunningDesk } from './support/runningDesk'
import { ScriptedNational } from './support/scriptedNational'
import { VirtualClock } from './support/virtualClock'

const actor = officer('actor')
const running: { readonly desk: Desk; readonly started: RunningDesk }[] = []
afterEach(async () => {
  for (const { desk, started } of running.splice(0)) {
    await started.engine.stop()
    await started.journal.close()
    await desk.remove()
  }
})

/** Lets time pass until it is so. */
function until(clock: VirtualClock, holds: () => Promise<boolean>): Promise<void> {
  const passing = async (): Promise<boolean> => {
    clock.advance(100)
    return await holds()
  }
  return eventually(passing, 'it was so')
}

/** A desk that holds these cases; `files` are what main keeps of their attachments. */
async function deskWith(cases: readonly Case[], files?: ReportFiles) {
  const clock = new VirtualClock()
  const national = new ScriptedNational(actor, () => clock.now())
  const areas = [
    { code: '73', parentCode: null, name: 'SULAWESI SELATAN' },
    { code: '73.71', parentCode: '73', name: 'KOTA MAKASSAR' },
    { code: '73.71.09', parentCode: '73.71', name: 'Rappocini' },
    { code: '73.71.09.1003', parentCode: '73.71.09', name: 'Buakana' },
  ]
  let areasAsked = 0
  national.instead = ({ path }) => {
    if (path !== '/v1/areas') return null
    areasAsked += 1
    return answered(200, JSON.stringify(areas))
  }
  for (const subject of cases) national.put(subject)
  const desk = await newDesk()
  const started = await startDesk(desk, actor, clock, national, undefined, undefined, { reportFiles: files })
  running.push({ desk, started })
  await until(clock, async () => (await started.engine.syncStatus()).casesHeld === cases.length)
  return { clock, national, engine: started.engine, events: started.events, areasAsked: () => areasAsked }
}

const numbered = (number: number, changes: Partial<Case> = {}): Case => ({
  ...caseNumbered(number),
  ...changes,
})
const idOf = (number: number): CaseId => caseNumbered(number).id

describe('what stands around a case', () => {
  it('names the areas in which it lies, once they have come', async () => {
    const { clock, engine, areasAsked } = await deskWith([
      numbered(1, { location: { areaCode: '73.71.09.1003' } }),
    ])
    const path = async () =>
      (await engine.caseSurroundings(idOf(1)))?.areas.map(({ name, kind }) => `${kind} ${name}`)
    await until(clock, async () => (await path())?.length === 4)
    expect(await path()).toEqual([
      'kelurahan Buakana',
      'district Rappocini',
      'regency Kota Makassar',
      'province Sulawesi Selatan',
    ])
    clock.advance(3 * 86_400_000)
    await until(clock, async () => (await engine.syncStatus()).state === 'idle')
    expect(areasAsked()).toBe(1)
  })

  it('does not ask for names that no case needs', async () => {
    const { areasAsked } = await deskWith([numbered(1, { location: {} })])
    expect(areasAsked()).toBe(0)
  })

  it('knows other reports of the same reporter by who they are, never by their name', async () => {
    const hari = { id: caseNumbered(1).reporter?.id ?? null, name: 'Hari' }
    if (hari.id === null) throw new Error('The sample case has a reporter.')
    const reporter = { id: hari.id, name: hari.name }
    // The cast only adds the brand.
    const namesake = { id: 'somebody-else' as unknown as typeof reporter.id, name: hari.name }
    const { engine } = await deskWith([
      numbered(1, { reporter }),
      numbered(2, { reporter }),
      numbered(3, { reporter: namesake }),
    ])
    const around = await engine.caseSurroundings(idOf(1))
    expect(around?.ofReporter.map(({ caseId }) => caseId)).toEqual([idOf(2)])
  })

  it('links nothing of an anonymous reporter', async () => {
    const { engine } = await deskWith([
      numbered(1, { anonymous: true, reporter: null }),
      numbered(2, { anonymous: true, reporter: null }),
    ])
    expect((await engine.caseSurroundings(idOf(1)))?.ofReporter).toEqual([])
  })

  it('finds reports about the like, those of the same place first', async () => {
    const title = 'Lampu penerangan jalan mati'
    const { engine } = await deskWith([
      numbered(1, { title, location: { areaCode: '73.71.09.1003' } }),
      numbered(2, { title: 'Lampu penerangan padam lagi', location: { areaCode: '73.71.01.1001' } }),
      numbered(3, { title: 'Penerangan mati, lampu pecah', location: { areaCode: '73.71.09.1003' } }),
      numbered(4, { title: 'Sampah menumpuk di pasar' }),
    ])
    const around = await engine.caseSurroundings(idOf(1))
    expect(around?.similar.map(({ caseId }) => caseId)).toEqual([idOf(3), idOf(2)])
  })

  it('names what it is a duplicate of, held here or not', async () => {
    const elsewhere = numbered(9).id
    const { engine } = await deskWith([
      numbered(1, { duplicateOf: idOf(2) }),
      numbered(2),
      numbered(3, { duplicateOf: elsewhere }),
    ])
    expect((await engine.caseSurroundings(idOf(1)))?.duplicateOf?.related?.caseId).toBe(idOf(2))
    expect((await engine.caseSurroundings(idOf(3)))?.duplicateOf).toEqual({
      caseId: elsewhere,
      related: null,
    })
    expect(await engine.caseSurroundings(elsewhere)).toBeNull()
  })

  it('marks the deadlines that only this desk has counted yet', async () => {
    const { clock, engine } = await deskWith([numbered(1)])
    await until(clock, async () => (await engine.reference()) !== null)
    const before = await engine.caseDeadlines(idOf(1))
    expect(before?.map(({ unsent }) => unsent)).not.toContain(true)
    await engine.act(idOf(1), { type: 'request_info', payload: { text: 'Di jalan mana?' } })
    const after = await engine.caseDeadlines(idOf(1))
    expect(after?.find(({ kind }) => kind === 'reporter_reply')).toMatchObject({
      unsent: true,
      isNext: true,
      days: reference.deadlineRules.reporter_reply,
    })
  })
})

describe('the files of cases', () => {
  async function withFile() {
    const bytes = Buffer.from('isi berkas')
    const attachment = attachmentOf('a1', bytes)
    const server = new FileServer()
    server.bytes.set('a1', bytes)
    const files = await ReportFiles.open({
      files: new MemoryDisk(),
      folder: '/profile/officer',
      key: Buffer.alloc(32, 5),
      parts: { forward: server.forward, pause: () => Promise.resolve() },
    })
    const made = await deskWith([numbered(1, { attachments: [attachment] }), numbered(2)], files)
    return { ...made, attachment, files }
  }

  it('are fetched as the case tells of them, and every end is told', async () => {
    const { clock, engine, events, attachment } = await withFile()
    expect(await engine.openAttachment(idOf(1), attachment.id)).toMatchObject({ state: 'fetching' })
    await until(clock, async () =>
      events.some((event) => event.kind === 'attachment-changed' && event.state.state === 'kept'),
    )
    expect(await engine.attachmentStates(idOf(1))).toEqual([
      { attachmentId: attachment.id, state: { state: 'kept' } },
    ])
  })

  it('are not asked for under another case, whatever the page says', async () => {
    const { engine, attachment, files } = await withFile()
    expect(await engine.openAttachment(idOf(2), attachment.id)).toEqual({ state: 'absent' })
    expect(files.caseIds()).toEqual([])
  })

  it('go when their case leaves the desk', async () => {
    const { clock, national, engine, attachment, files } = await withFile()
    await engine.openAttachment(idOf(1), attachment.id)
    await until(clock, async () => files.state(attachment.id).state === 'kept')
    national.remove(idOf(1))
    await engine.syncNow()
    await until(clock, async () => files.caseIds().length === 0)
    expect(files.state(attachment.id)).toEqual({ state: 'absent' })
  })
})

describe('the names of areas', () => {
  it('are those of the tree, whatever is in the names', () => {
    const names = AreaNames.of([
      { code: '91', parentCode: null, name: 'PAPUA' },
      { code: '91.01', parentCode: '91', name: 'KABUPATEN\tMERAUKE' },
      { code: '91.01.01', parentCode: '91.01', name: 'Merauke' },
      { code: '91.01.01.2001', parentCode: '91.01.01', name: 'Nasem' },
    ])
    expect(names.pathOf('91.01.01.2001').map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'desa Nasem',
      'papuan-district Merauke',
      'regency Kabupaten Merauke',
      'province Papua',
    ])
    expect(new AreaNames(names.text).pathOf('91.01')).toHaveLength(2)
    expect(names.pathOf('9')).toEqual([])
    expect(names.pathOf('.*')).toEqual([])
  })
})
