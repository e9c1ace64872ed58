import { chmodSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { id } from '../../../renderer/i18n/id'
import { canMountVolumes, RealVolume } from '../../electron/main/journal/realVolume'
import { notRun, type FaultContext, type RunFigures } from '../row'
import { fill } from '../world/fill'
import { actUntilRefused, engineReady, outboxTexts, spokenStatus } from './pageDriver'
import type { RealDesks } from './realDesks'
import { comesTrue } from './comesTrue'
import { drained } from './drained'
import { RunningDesk } from './runningDesk'

const megabytes = 160
/** More than the journal's reserve holds. */
const mostNotes = 1_500

const nothing = { saved: [], refused: 0 } as const

export function noVolume(why: string): RunFigures {
  return notRun(`${why}, so its disk was never full`, true)
}

/** The real program on a volume that is filled to its last block: what it says, what it keeps, and that it opens again. */
export async function fullVolume(desks: RealDesks, { seed, quick, note }: FaultContext): Promise<RunFigures> {
  if (!canMountVolumes()) return noVolume('this machine mounts no volumes for the real program')
  const national = await desks.national()
  // What is saved stays in the journal until there is room again.
  await national.request('POST', '/sandbox/faults', { faults: [{ kind: 'down', path: '/v1/actions' }] })
  const volume = new RealVolume(megabytes)
  try {
    // The program runs as an ordinary user, who must come through to it.
    chmodSync(dirname(volume.folder), 0o755)
    const profile = join(volume.folder, 'profile')
    await desks.profileAt(profile)
    const first = await RunningDesk.start(profile)
    await engineReady(first.page)
    const fillers = fill(volume.folder)
    const inReserve = quick ? await actUntilRefused(first.page, `penuh-${seed}-awal`, 20) : nothing
    // What was left of the reserve is taken by somebody else, which is quicker than to fill it.
    if (quick) fillers.push(...fill(volume.folder, 'more'))
    const atLast = await actUntilRefused(first.page, `penuh-${seed}`, mostNotes)
    const saved = [...inReserve.saved, ...atLast.saved]
    const refused = inReserve.refused + atLast.refused
    // The engine tells how it stands a little later than it answers.
    const isTold = await comesTrue(async () => {
      return (await spokenStatus(first.page)).includes(id.sync.disk.full)
    }, 20_000)
    await first.kill()
    const whileFull = await missingIn(profile, saved)
    for (const filler of fillers) rmSync(filler, { force: true })
    await national.request('DELETE', '/sandbox/faults')
    const afterwards = await missingIn(profile, saved)
    await drained(profile)
    const ledger = (await national.ledger()).map(({ text }) => text)
    const times = (text: string): number => ledger.filter((one) => one === text).length
    const lost = saved.filter((text) => times(text) === 0).length
    note(`${saved.length} saved, ${refused} refused, told: ${isTold}, missing while full: ${whileFull}`)
    return {
      runs: 1,
      faults: refused,
      saved: saved.length,
      lost: Math.max(lost, whileFull, afterwards),
      doubled: saved.filter((text) => times(text) > 1).length,
      figure: `the real program on a full volume: ${saved.length} saved in the reserve, ${refused} refused${isTold ? ' and told' : ', NOT TOLD'}; opened again while full and with room, ${Math.max(whileFull, afterwards)} missing`,
      ok: isTold && refused > 0 && saved.length > 0,
    }
  } finally {
    await national.request('DELETE', '/sandbox/faults')
    volume.remove()
  }
}

/** How many of them the program does not show when it is started anew. */
async function missingIn(profile: string, saved: readonly string[]): Promise<number> {
  const desk = await RunningDesk.start(profile)
  await engineReady(desk.page)
  const shown = new Set(await outboxTexts(desk.page))
  await desk.kill()
  return saved.filter((text) => !shown.has(text)).length
}
