import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { FaultContext, RunFigures } from '../row'
import {
  actOnce,
  engineReady,
  outboxTexts,
  seenStatus,
  statesUntilWhole,
  syncNow,
  type Scripted,
} from './pageDriver'
import type { RealDesks } from './realDesks'
import { RunningDesk } from './runningDesk'

/** The seven ways of RELIABILITY.md to damage the LevelDB files under IndexedDB. */
const waysToDamage: readonly { readonly name: string; readonly damage: (folder: string) => void }[] = [
  { name: 'the folder deleted', damage: (folder) => rmSync(folder, { recursive: true }) },
  { name: 'CURRENT deleted', damage: (folder) => rmSync(join(folder, 'CURRENT')) },
  { name: 'CURRENT with garbage', damage: (folder) => garbageIn(join(folder, 'CURRENT')) },
  {
    name: 'MANIFEST cut off',
    damage: (folder) => each(folder, /^MANIFEST/, (file) => truncateSync(file, 20)),
  },
  { name: 'MANIFEST with garbage', damage: (folder) => each(folder, /^MANIFEST/, garbageIn) },
  { name: 'the log zeroed', damage: (folder) => each(folder, /\.log$/, zeroed) },
  {
    name: 'tables and log deleted',
    damage: (folder) => each(folder, /\.(ldb|log)$/, (file) => rmSync(file)),
  },
]

/** Each damage on a real profile with unsent work: noticed, rebuilt, the work there all the while. */
export async function damages(desks: RealDesks, { seed, note }: FaultContext): Promise<RunFigures> {
  const national = await desks.national()
  const texts = [`rusak-${seed}-1`, `rusak-${seed}-2`]
  const totals = { runs: 0, faults: 0, saved: 0, lost: 0, doubled: 0 }
  let [noticed, unharmed, rebuilt] = [0, 0, 0]
  // Nothing is sent, so that the work stays the journal's alone.
  const down = (...paths: readonly string[]): Promise<unknown> => {
    const faults = paths.map((path) => ({ kind: 'down', path }))
    return national.request('POST', '/sandbox/faults', { faults })
  }
  await down('/v1/actions')
  const worked = await desks.profile()
  const held = await workIn(worked, texts)
  for (const { name, damage } of waysToDamage) {
    const profile = await desks.copyOf(worked)
    damage(databaseFolder(profile))
    // Nothing is pulled before it was looked at, however long that takes.
    await down('/v1/actions', '/v1/changes')
    const desk = await RunningDesk.start(profile)
    const { shown, states, heldBefore, casesHeld } = await lookAt(desk.page, () => down('/v1/actions'))
    await desk.kill()
    totals.runs += 1
    totals.faults += 1
    totals.saved += texts.length
    totals.lost += texts.filter((text) => !shown.includes(text)).length
    noticed += states.includes('rebuilding') ? 1 : 0
    // The database mended itself, and had everything before anything could be pulled: there was nothing to notice.
    unharmed += !states.includes('rebuilding') && heldBefore === held ? 1 : 0
    rebuilt += states.at(-1) === 'whole' && casesHeld === held ? 1 : 0
    note(`${name}: ${states.join(', ')}, ${casesHeld} of ${held} cases, ${shown.length} in the outbox`)
  }
  await national.request('DELETE', '/sandbox/faults')
  const count = waysToDamage.length
  const figure = `damages to a real profile: ${noticed} of ${count} noticed, ${unharmed} mended by the database itself, ${rebuilt} whole again, ${totals.lost} lost`
  return { ...totals, figure, ok: noticed > 0 && noticed + unharmed === count && rebuilt === count }
}

/** A desk that does not come up shows nothing and holds nothing; the officer is told so, and that is not enough. */
async function lookAt(page: Scripted, letPull: () => Promise<unknown>) {
  try {
    await engineReady(page)
    const shown = await outboxTexts(page)
    const { cache, casesHeld: heldBefore } = await seenStatus(page)
    await letPull()
    await syncNow(page)
    const states = [cache.state, ...(await statesUntilWhole(page, 60_000))]
    return { shown, states, heldBefore, casesHeld: (await seenStatus(page)).casesHeld }
  } catch (error) {
    const states = [error instanceof Error ? error.message : String(error)]
    return { shown: [], states, heldBefore: 0, casesHeld: 0 }
  }
}

/** Answers how many cases the desk holds. */
async function workIn(profile: string, texts: readonly string[]): Promise<number> {
  const desk = await RunningDesk.start(profile)
  const { page } = desk
  await engineReady(page)
  for (const text of texts) if (!(await actOnce(page, text))) throw new Error(`${text} was not saved.`)
  const { casesHeld } = await seenStatus(page)
  await desk.close()
  return casesHeld
}

function databaseFolder(profile: string): string {
  const name = readdirSync(profile, { recursive: true, encoding: 'utf8' }).find((path) =>
    path.endsWith('.indexeddb.leveldb'),
  )
  if (!name) throw new Error('The profile has no database.')
  return join(profile, name)
}

function each(folder: string, names: RegExp, damage: (file: string) => void): void {
  for (const name of readdirSync(folder)) if (names.test(name)) damage(join(folder, name))
}

function garbageIn(file: string): void {
  const bytes = readFileSync(file)
  bytes.fill(0x5a, Math.floor(bytes.length / 4))
  writeFileSync(file, bytes)
}

function zeroed(file: string): void {
  writeFileSync(file, Buffer.alloc(readFileSync(file).length))
}
