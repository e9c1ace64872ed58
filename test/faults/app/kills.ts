import type { FaultContext, RunFigures } from '../row'
import { between, chanceFrom } from '../world/chance'
import { drained } from './drained'
import { actWithoutRest, engineReady, savedPrefix } from './pageDriver'
import type { RealDesks } from './realDesks'
import { RunningDesk, killedInStart } from './runningDesk'

const quickKills = 20
const fullKills = 500
/** So many kills, then it is left alone until everything was sent: what was saved before lives through all of them. */
const killsToDrain = 25
/** An officer’s undo of 10 s must be over before anything is sent, and the kill is to meet the sending, too. */
const shortLife = { least: 100, most: 2_500 }
const longLife = { least: 11_000, most: 14_000 }

/**
 * The real program, killed at random while an officer works in it without rest: while it starts, between two notes,
 * in the middle of a write or of a push. Then the queue is drained and the ledger compared.
 */
export async function kills(desks: RealDesks, { seed, quick, note }: FaultContext): Promise<RunFigures> {
  const chance = chanceFrom(seed)
  const national = await desks.national()
  const profile = await desks.profile()
  const count = quick ? quickKills : fullKills
  const name = `bunuh-${seed}`
  const saved: string[] = []
  let inStart = 0
  const began = performance.now()
  for (let kill = 0; kill < count; kill += 1) {
    // Of ten lives three end in the start, one lasts long enough to send.
    const kind = kill % 10
    if (kind < 3) {
      inStart += 1
      await killedInStart(profile, between(chance, 50, 3_000))
      continue
    }
    const desk = await RunningDesk.start(profile)
    desk.page.on('console', (message) => {
      const text = message.text()
      if (text.startsWith(savedPrefix)) saved.push(text.slice(savedPrefix.length))
    })
    await engineReady(desk.page)
    actWithoutRest(desk.page, `${name}-${kill}`, 120)
    const { least, most } = kind < 9 ? shortLife : longLife
    await new Promise((resolve) => setTimeout(resolve, between(chance, least, most)))
    await desk.kill()
    if ((kill + 1) % killsToDrain > 0) continue
    await drained(profile)
    note(
      `${kill + 1} kills, ${saved.length} saved, ${((performance.now() - began) / 60_000).toFixed(1)} minutes`,
    )
  }
  const seconds = (performance.now() - began) / 1000 / count
  await drained(profile)
  const times = new Map<string, number>()
  for (const { text } of await national.ledger()) if (text) times.set(text, (times.get(text) ?? 0) + 1)
  const mine = [...times].filter(([text]) => text.startsWith(name))
  const lost = saved.filter((text) => !times.has(text))
  if (lost.length > 0) note(`lost: ${lost.slice(0, 5).join(', ')}`)
  const doubled = mine.filter(([, count]) => count > 1).length
  return {
    runs: count,
    faults: count,
    saved: saved.length,
    lost: lost.length,
    doubled,
    figure: `the real program: ${count} kills (${inStart} while starting), ${saved.length} saved, ${lost.length} lost, ${doubled} doubled, ${seconds.toFixed(1)} s each`,
    ok: saved.length > count && mine.length > 0,
  }
}
