import fc from 'fast-check'
import { expect, test } from 'vitest'
import { engineSteps, type EngineStep } from '../../../../renderer/engine/steps'
import { playSchedule } from './playSchedule'
import { schedules } from './schedule'

const seed = Number(process.env['SCHEDULES_SEED'] ?? Date.now() % 2 ** 31)
const runs = Number(process.env['SCHEDULES'] ?? 300)

test(`whatever happens in ${runs} schedules (seed ${seed}), nothing is lost, doubled, turned about or asked too early`, async () => {
  const passed = new Map<EngineStep, number>()
  const totals = { saved: 0, tookEffect: 0, needsYou: 0, kills: 0, restores: 0, requests: 0 }
  const began = performance.now()
  await fc.assert(
    fc.asyncProperty(schedules, async (happenings) => {
      const played = await playSchedule(happenings)
      for (const [step, times] of played.steps) passed.set(step, (passed.get(step) ?? 0) + times)
      totals.saved += played.saved
      totals.tookEffect += played.tookEffect
      totals.needsYou += played.needsYou
      totals.kills += played.kills
      totals.restores += played.restores
      totals.requests += played.requests
    }),
    { seed, numRuns: runs },
  )
  const perSecond = Math.round((runs * 1000) / (performance.now() - began))
  console.info(JSON.stringify({ seed, runs, perSecond, ...totals }))
  // A schedule that never does the thing proves nothing of it.
  for (const count of Object.values(totals)) expect(count).toBeGreaterThan(0)
  if (runs >= 3000) expect(engineSteps.filter((step) => !passed.has(step))).toEqual(['upload-refuse'])
}, 600_000)
