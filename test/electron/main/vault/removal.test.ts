import { describe, expect, it } from 'vitest'
import { Profile } from '../../../../electron/main/vault/profile'
import { Removal, removalSteps, type RemovalStep } from '../../../../electron/main/vault/removal'
import { MemoryDisk, type Fate } from '../memoryDisk'
import { Killed, Program } from '../program'

const root = '/profile'
const sari = 'a'.repeat(32)
const budi = 'b'.repeat(32)
const folderOf = (name: string) => `${root}/officers/${name}`
const wrapped = Buffer.from('{"version":2,"the wrapped keys":"as they were"}')

function usedProfile(): MemoryDisk {
  const disk = new MemoryDisk()
  for (const officer of [sari, budi]) {
    for (const name of ['journal', 'session.sealed', 'attachments/f1', 'report-files/f2']) {
      disk.plant(`${folderOf(officer)}/${name}`, Buffer.from(`sealed ${name}`))
    }
    disk.plant(`${folderOf(officer)}/keys.json`, wrapped)
  }
  disk.plant(`${folderOf(sari)}/keys.json.new`, wrapped.subarray(0, 20))
  const last = { version: 1, folderName: sari, officerName: 'Sari' }
  disk.plant(`${root}/last-officer.json`, Buffer.from(JSON.stringify(last)))
  disk.plant(`${root}/settings.json`, Buffer.from('{}'))
  return disk
}

function removalOn(disk: MemoryDisk, onStep?: (step: RemovalStep, program: Program) => void) {
  const program = new Program(disk)
  const cleared: string[] = []
  const removal = new Removal({
    files: program,
    profile: new Profile(program, root),
    root,
    clearDatabases: async () => void cleared.push('cleared'),
    ...(onStep ? { onStep: (step: RemovalStep) => onStep(step, program) } : {}),
  })
  return { removal, cleared }
}

const remaining = (disk: MemoryDisk) => disk.paths().filter((path) => path.includes(sari))
const isGone = (disk: MemoryDisk): boolean =>
  remaining(disk).length === 0 && !disk.paths().includes(`${root}/last-officer.json`)

describe('a removal', () => {
  it('leaves nothing of the officer and all of the others', async () => {
    const disk = usedProfile()
    const before = disk.paths().filter((path) => path.includes(budi))
    const { removal, cleared } = removalOn(disk)
    await removal.begin(sari)
    expect(await removal.finish()).toBe(true)
    expect(isGone(disk)).toBe(true)
    expect(disk.paths()).toEqual([...before, `${root}/settings.json`])
    expect(cleared).toEqual(['cleared'])
    expect(await removal.finish()).toBe(false)
  })

  it('keeps who was signed in last when that is somebody else', async () => {
    const disk = usedProfile()
    const { removal } = removalOn(disk)
    await removal.begin(budi)
    await removal.finish()
    expect(disk.paths()).toContain(`${root}/last-officer.json`)
    expect(remaining(disk)).not.toEqual([])
  })

  it('destroys the wrapped keys before anything else, in their place', async () => {
    const disk = usedProfile()
    const { removal } = removalOn(disk, (step) => {
      if (step !== 'remove-keys') return
      for (const name of ['keys.json', 'keys.json.new']) {
        const found = disk.afterPowerCut(() => 'lost').bytesOf(`${folderOf(sari)}/${name}`)
        expect(found.includes(wrapped.subarray(0, 20))).toBe(false)
      }
      expect(remaining(disk)).toContain(`${folderOf(sari)}/journal`)
    })
    await removal.begin(sari)
    await removal.finish()
    expect(isGone(disk)).toBe(true)
  })

  const ends: readonly (readonly [name: string, left: (disk: MemoryDisk) => MemoryDisk])[] = [
    ['killed', (disk) => disk.afterKill()],
    ...(['lost', 'kept', 'torn'] as const).map((fate: Fate) => {
      return [`cut off, unsynced ${fate}`, (disk: MemoryDisk) => disk.afterPowerCut(() => fate)] as const
    }),
  ]
  describe.each(ends)('%s', (_name, left) => {
    it.each(removalSteps)('at %s, is finished at the next start or was never begun', async (wanted) => {
      const disk = usedProfile()
      const before = remaining(disk).length
      const { removal } = removalOn(disk, (step, program) => {
        if (step !== wanted) return
        program.kill()
        throw new Killed()
      })
      await expect(removal.begin(sari).then(() => removal.finish())).rejects.toThrow(Killed)
      const found = left(disk)
      const { removal: next, cleared } = removalOn(found)
      const begun = wanted !== 'mark'
      expect(await next.finish()).toBe(begun)
      expect(isGone(found)).toBe(begun)
      expect(cleared).toEqual(begun ? ['cleared'] : [])
      if (!begun) expect(remaining(found)).toHaveLength(before)
    })
  })

  it('that is marked by something else is not one', async () => {
    const disk = usedProfile()
    disk.plant(`${root}/removal.json`, Buffer.from('{"version":1,"folderName":"../.."}'))
    const before = disk.paths().length
    expect(await removalOn(disk).removal.finish()).toBe(false)
    expect(disk.paths()).toHaveLength(before - 1)
  })
})
