import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdMilliseconds } from '../../../../shared/bridge/journalPort'
import { MemoryDisk, type Fate } from '../memoryDisk'
import { actionId, caseId, note } from './actions'
import { journalOn, type OpenedJournal } from './journalOn'

class PowerCut extends Error {}

/** Cuts the power before the operation of that number; everything after it fails too. */
function cutAt(disk: MemoryDisk, operation: number): void {
  let count = 0
  disk.before = () => {
    count += 1
    if (count > operation) throw new PowerCut()
  }
}

function fates(seed: readonly Fate[]): () => Fate {
  let index = 0
  return () => seed[index++ % seed.length] ?? 'lost'
}

const someFates = fc.array(fc.constantFrom<Fate>('kept', 'lost', 'torn'), { minLength: 1, maxLength: 12 })
const smallFiles = { compaction: { fromBytes: 0, recordsForEachLive: 3 } }

/** Works until the power goes; answers what the officer was told is saved, sent or undone. */
async function workUntilCut({ journal, clock }: OpenedJournal, rounds: number) {
  const told = { saved: new Set<string>(), sent: new Set<string>(), undone: new Set<string>(), draft: '' }
  const asked = { undone: new Set<string>(), drafts: new Set<string>() }
  for (let round = 0; round < rounds; round += 1) {
    const [kept, undone] = [`kept${round}`, `undone${round}`]
    const saves = [kept, undone].map(async (id) => {
      await journal.saveAction(note(id, id), null)
      told.saved.add(id)
    })
    if ((await Promise.allSettled(saves)).some(({ status }) => status === 'rejected')) break
    asked.undone.add(undone)
    asked.drafts.add(`draf ${round}`)
    try {
      await journal.undo(actionId(undone))
      told.undone.add(undone)
      await journal.saveDraft({ caseId: caseId('c'), type: 'note', text: `draf ${round}` })
      told.draft = `draf ${round}`
      clock.move(holdMilliseconds)
      for (const id of await journal.markSent([actionId(kept)])) told.sent.add(id)
    } catch {
      break
    }
  }
  return { told, asked }
}

async function lossesAfter(disk: MemoryDisk, cut: number, seed: readonly Fate[]): Promise<string[]> {
  const opened = await journalOn(disk, smallFiles)
  cutAt(disk, cut)
  const { told, asked } = await workUntilCut(opened, 6)
  const found = await journalOn(disk.afterPowerCut(fates(seed)), smallFiles)
  const standing = new Map<string, string>(
    found.journal.entries().map((entry) => [entry.action.actionId, entry.standing.state]),
  )
  const losses: string[] = []
  for (const id of told.saved) if (!asked.undone.has(id) && !standing.has(id)) losses.push(`lost ${id}`)
  for (const id of told.undone) if (standing.has(id)) losses.push(`came back ${id}`)
  for (const id of told.sent) if (standing.get(id) !== 'sent') losses.push(`forgot that ${id} was sent`)
  const draft = found.journal.drafts().find(({ caseId: of }) => of === 'c')?.text ?? ''
  if (draft !== told.draft && !asked.drafts.has(draft)) losses.push('lost the draft')
  return losses
}

describe('a power cut', () => {
  it('takes nothing that was said to be saved, sent or undone, wherever it comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(150), someFates, async (cut, seed) => {
        expect(await lossesAfter(new MemoryDisk(), cut, seed)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('takes something when nothing is synced: the control', async () => {
    const details = await fc.check(
      fc.asyncProperty(fc.nat(150), someFates, async (cut, seed) => {
        const disk = new MemoryDisk(false)
        const opened = await journalOn(disk, smallFiles)
        cutAt(disk, cut)
        const { told, asked } = await workUntilCut(opened, 6)
        const found = await journalOn(disk.afterPowerCut(fates(seed)), smallFiles)
        const ids = new Set<string>(found.journal.entries().map(({ action }) => action.actionId))
        for (const id of told.saved) if (!asked.undone.has(id)) expect(ids).toContain(id)
      }),
      { numRuns: 500 },
    )
    expect(details.failed).toBe(true)
  })
})

describe('compaction', () => {
  it('leaves the old or the new file whole, killed or cut at each of its steps', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    await journal.saveAction(note('a', 'c1'), null)
    for (let count = 0; count < 12; count += 1) {
      await journal.saveDraft({ caseId: caseId('c1'), type: 'note', text: `draf ${count}` })
    }
    await journal.close()
    let compacted = 0
    for (let cut = 0; cut < 30; cut += 1) {
      for (const after of ['kill', 'lost', 'kept', 'torn'] as const) {
        const copy = disk.afterKill()
        const again = await journalOn(copy, smallFiles)
        cutAt(copy, cut)
        const saved = await again.journal
          .saveDraft({ caseId: caseId('c1'), type: 'respond', text: 'terakhir' })
          .then(() => true)
          .catch(() => false)
        await again.journal.atRest()
        if (copy.operations.some((operation) => operation.startsWith('rename'))) compacted += 1
        const found = await journalOn(after === 'kill' ? copy.afterKill() : copy.afterPowerCut(() => after))
        expect(found.damage).toBeNull()
        expect(found.journal.entries().map(({ action }) => action.actionId)).toEqual(['a'])
        const texts = found.journal.drafts().map(({ text }) => text)
        expect(texts).toContain('draf 11')
        if (saved) expect(texts).toContain('terakhir')
      }
    }
    expect(compacted).toBeGreaterThan(0)
  })
})
