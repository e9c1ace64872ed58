import { readFileSync } from 'node:fs'
import { Profile } from '../../../electron/main/vault/profile'
import { realDiskFiles } from '../../../electron/main/files/diskFiles'
import { note as noteOn } from '../../electron/main/journal/actions'
import { caseId } from '../../electron/main/journal/actions'
import type { FaultContext, FaultRow } from '../row'
import { between, chanceFrom } from '../world/chance'
import { OfficerDesk } from '../world/officerDesk'

const officers = ['sari', 'budi', 'wati'] as const

/** 23: unsent work is kept sealed under its owner; nobody else ever sees a row of it. */
export const otherOfficer: FaultRow = {
  row: 23,
  name: 'sign-out, another officer',
  async run({ seed, quick, note }) {
    const runs = quick ? 3 : 40
    const totals = { runs, faults: 0, saved: 0, lost: 0, doubled: 0 }
    let [across, inClear] = [0, 0]
    for (let run = 0; run < runs; run += 1) {
      const found = await changingHands(seed + run)
      totals.faults += found.changes
      totals.saved += found.saved
      totals.lost += found.lost
      across += found.across
      inClear += found.inClear
      if (found.across + found.inClear + found.lost > 0) note(`seed ${seed + run}: ${JSON.stringify(found)}`)
    }
    const figure = `${totals.faults} changes of hands, ${across} rows across, ${inClear} texts in clear`
    return { ...totals, figure, ok: across === 0 && inClear === 0 && totals.faults > 0 }
  },
  async control({ seed }: FaultContext) {
    const { across } = await changingHands(seed, (profile, root) => new OneFolder(profile, root))
    return { runs: 1, red: across > 0 ? 1 : 0 }
  },
}

/** A profile that has one folder for all. */
class OneFolder extends Profile {
  constructor(
    private readonly profile: Profile,
    root: string,
  ) {
    super(realDiskFiles, root)
  }

  override officerFolder(): string {
    return this.profile.officerFolder('0'.repeat(32))
  }

  override makeOfficerFolder(): Promise<string> {
    return this.profile.makeOfficerFolder('0'.repeat(32))
  }
}

async function changingHands(
  seed: number,
  wrap: (profile: Profile, root: string) => Profile = (profile) => profile,
) {
  const chance = chanceFrom(seed)
  const office = await OfficerDesk.start()
  const saved = new Map<string, Set<string>>(officers.map((name) => [name, new Set()]))
  const words: string[] = []
  const found = { changes: 0, saved: 0, lost: 0, across: 0, inClear: 0 }
  try {
    let desk = await office.program((profile) => wrap(profile, office.root))
    for (let turn = 0; turn < 8; turn += 1) {
      const name = officers[between(chance, 0, officers.length - 1)] ?? 'sari'
      const outcome = await office.signIn(desk, name)
      if (outcome !== 'done') throw new Error(`${name} could not sign in: ${outcome}`)
      found.changes += 1
      const mine = saved.get(name) ?? new Set<string>()
      const journal = desk.open?.journal
      if (!journal) throw new Error('No desk is open.')
      const shown = journal.entries().map(({ action }): string => action.actionId)
      found.across += shown.filter((id) => !mine.has(id)).length
      found.across += journal.drafts().filter(({ text }) => !text.includes(name)).length
      found.lost += [...mine].filter((id) => !shown.includes(id)).length
      for (let count = between(chance, 1, 3); count > 0; count -= 1) {
        const id = `${name}-${turn}-${count}`
        const text = `rahasia ${name} nomor ${turn}${count}`
        words.push(text)
        await journal.saveAction(noteOn(id, `c${count}`, text), null)
        await journal.saveDraft({ caseId: caseId(`c${count}`), type: 'note', text: `draf ${name}` })
        mine.add(id)
        found.saved += 1
      }
      // Signed out, over another officer, or started anew.
      const how = chance()
      if (how < 0.4) await desk.signOut()
      else if (how < 0.7) {
        await desk.close()
        desk = await office.program((profile) => wrap(profile, office.root))
        await desk.start()
      }
    }
    await desk.close()
    const all = office
      .files()
      .map((path) => readFileSync(path, 'latin1'))
      .join('\n')
    found.inClear = [...words, 'draf sari'].filter((text) => all.includes(text)).length
    return found
  } finally {
    await office.end()
  }
}
