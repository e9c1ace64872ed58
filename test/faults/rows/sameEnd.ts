import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { CaseCache } from '../../../renderer/engine/cache/caseCache'
import { MemoryCache } from '../../../renderer/engine/cache/memoryCache'
import { together, type ControlFigures, type FaultContext, type FaultRow, type RunFigures } from '../row'
import { chanceFrom, between, among } from '../world/chance'
import { DeskWorld } from '../world/deskWorld'
import { newDexieCache } from '../world/dexieCaches'
import { FaultClock } from '../world/faultClock'
import { ModelNational, caseId, sari } from '../world/modelNational'
import { heldIn, pageStory } from '../world/pageStory'
import { anyFault } from '../world/schedule'
import { Wire, noFault } from '../world/wire'

/** 7: repetition, delay or cut of pages and results ends in the same state; a removed case does not come back. */
export const sameEnd: FaultRow = {
  row: 7,
  name: 'repetition, delay or cut of pages and results ends in the same state',
  async run(context) {
    return together(await overTheWire(context), await inTheCache(context))
  },
  async control(context) {
    let [runs, red] = [0, 0]
    for (let story = 0; story < 20; story += 1) {
      runs += 1
      // Every page is applied, whatever cursor it was asked with.
      if (!(await shuffledStory(context.seed + story, new MemoryCache(), true))) red += 1
    }
    return { runs, red } satisfies ControlFigures
  },
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
}

async function overTheWire({ seed, quick, note }: FaultContext): Promise<RunFigures> {
  const count = quick ? 80 : 3_000
  const totals = { runs: 0, faults: 0, saved: 0, lost: 0, doubled: 0 }
  let equal = 0
  const faultLists = fc.sample(fc.array(anyFault, { minLength: 10, maxLength: 40 }), { numRuns: count, seed })
  for (const [index, faults] of faultLists.entries()) {
    const chance = chanceFrom(seed + index)
    const clock = new FaultClock()
    const national = new ModelNational(() => clock.now(), 5)
    national.pageSize = 2
    const wire = new Wire(national, clock)
    wire.faultOf = () => faults.shift() ?? noFault
    const world = new DeskWorld({ clock, officer: sari, transport: wire, random: chance })
    await world.start()
    while (faults.length > 0) {
      const subject = caseId(between(chance, 1, 5))
      if (chance() < 0.15) national.reassign(subject)
      else if (chance() < 0.5)
        national.happen(subject, { type: 'note', text: 'rekan', visibility: 'internal' })
      else await world.act(subject)
      await world.pass(between(chance, 100, 30_000))
    }
    await world.drain()
    await world.pass(500_000)
    const here = world.kept.ofLife(() => true)
    const held: [string, string][] = []
    await here.scan((some) => held.push(...some.map((one): [string, string] => [one.id, hashOf(one)])))
    const there = [...national.cases.values()].map((one): [string, string] => [one.id, hashOf(one)])
    const isEqual = hashOf(held.sort()) === hashOf(there.sort())
    if (!isEqual) note(`seed ${seed + index}: ${JSON.stringify(held)} is not ${JSON.stringify(there)}`)
    equal += isEqual ? 1 : 0
    totals.runs += 1
    totals.faults += wire.faults
    world.kill()
  }
  return { ...totals, figure: `${equal} of ${count} runs ended with the same hash`, ok: equal === count }
}

async function inTheCache({ seed, quick, note }: FaultContext): Promise<RunFigures> {
  let [runs, equal] = [0, 0]
  for (let story = 0; story < (quick ? 30 : 500); story += 1) {
    const caches: readonly CaseCache[] = [new MemoryCache(), (await newDexieCache()).cache]
    for (const cache of caches) {
      runs += 1
      const isSame = await shuffledStory(seed + story, cache, false)
      if (!isSame) note(`story ${seed + story} ended elsewhere in ${cache.constructor.name}`)
      equal += isSame ? 1 : 0
      cache.close()
    }
  }
  const figure = `${equal} of ${runs} stories with late and repeated pages and results ended the same, none came back`
  return { runs, faults: runs, saved: 0, lost: 0, doubled: 0, figure, ok: equal === runs }
}

/** Pages in their order, and between them earlier pages and results of any age; whether the end is the right one. */
async function shuffledStory(seed: number, cache: CaseCache, unchecked: boolean): Promise<boolean> {
  const { pages, contentAt, history } = pageStory(seed, 8)
  const chance = chanceFrom(seed)
  for (const [index, page] of pages.entries()) {
    await cache.applyPage(page)
    for (let count = between(chance, 0, 3); count > 0; count -= 1) {
      if (chance() < 0.5) {
        const earlier = among(chance, pages.slice(0, index + 1))
        const { cursor: held } = await cache.standing()
        // Without the check, it counts as asked with what is held; the cursor stays, as in a desk that keeps it apart.
        await cache.applyPage(unchecked ? { ...earlier, askedWith: held, cursor: page.cursor } : earlier)
      } else {
        // A result never brings what is still to come with a later page.
        const past = history.filter(({ id, version }) => !isAfter(pages.slice(index + 1), id, version))
        if (past.length > 0) await cache.updateHeld([among(chance, past)])
      }
    }
  }
  const last = pages.at(-1)
  return (await heldIn(cache)) === contentAt.get(last?.cursor ?? null)
}

function isAfter(pages: ReturnType<typeof pageStory>['pages'], id: string, version: number): boolean {
  return pages.some(({ changes }) =>
    changes.some(
      (change) => change.kind === 'upsert' && change.case.id === id && change.case.version === version,
    ),
  )
}
