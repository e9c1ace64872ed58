import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { passphrase } from '../../e2e/desk'
import { installed } from '../../e2e/ordinaryUser'
import type { FaultContext, RunFigures } from '../row'
import { comesTrue, pause } from './comesTrue'
import { actOnce, composerText, engineReady, seenStatus, type Scripted } from './pageDriver'
import type { RealDesks } from './realDesks'
import { RunningDesk } from './runningDesk'

/** The undo of 10 s, and a little: then the push is under way, and its answer does not come for some seconds. */
const untilPush = 11_000
/** Longer than that a takeover is none. */
const mostMilliseconds = 120_000

interface Round {
  readonly texts: readonly string[]
  readonly times: readonly string[]
  readonly instanceStayed: boolean
  readonly draftIsBack: boolean
}

/** In the real program, in the middle of a push: a second instance, a reload, a worker that dies, a page that crashes. */
export async function takeovers(desks: RealDesks, { seed, quick, note }: FaultContext): Promise<RunFigures> {
  const national = await desks.national()
  const profile = await desks.profile()
  const slow = { kind: 'latency', beforeResponse: 4_000, path: '/v1/actions' }
  await national.request('POST', '/sandbox/faults', { faults: [slow] })
  const rounds: Round[] = []
  for (let number = 0; number < (quick ? 1 : 10); number += 1) {
    const round = await oneRound(profile, `alih-${seed}-${number}`)
    note(`${round.times.join(', ')}; the draft is ${round.draftIsBack ? '' : 'NOT '}back after the crash`)
    rounds.push(round)
  }
  await national.request('DELETE', '/sandbox/faults')
  const ledger = (await national.ledger()).map(({ text }) => text)
  const count = (text: string): number => ledger.filter((one) => one === text).length
  const texts = rounds.flatMap((round) => round.texts)
  const stayed = rounds.filter((round) => round.instanceStayed).length
  const draftsBack = rounds.filter((round) => round.draftIsBack).length
  return {
    runs: texts.length,
    faults: texts.length,
    saved: texts.length,
    lost: texts.filter((text) => count(text) === 0).length,
    doubled: texts.filter((text) => count(text) > 1).length,
    figure: `in the real program: ${rounds[0]?.times.join(', ')}; ${stayed} second instances stayed, ${draftsBack} of ${rounds.length} drafts and places back after a crash`,
    ok: stayed === 0 && draftsBack === rounds.length,
  }
}

/** One life of the program in which all four happen, and then everything is sent. */
async function oneRound(profile: string, name: string): Promise<Round> {
  const desk = await RunningDesk.start(profile)
  const { page } = desk
  const texts: string[] = []
  const times: string[] = []
  const meet = async (what: string, through: Scripted, happen: () => Promise<void>): Promise<void> => {
    const text = `${name}-${texts.length}`
    await engineReady(page)
    if (!(await actOnce(page, text))) throw new Error(`${text} was not saved.`)
    texts.push(text)
    await page.waitForTimeout(untilPush)
    const began = performance.now()
    await happen()
    await answering(through)
    times.push(`${what} ${Math.round(performance.now() - began)} ms`)
  }
  let instanceStayed = false
  await meet('second instance', page, async () => {
    instanceStayed = !(await secondInstanceLeaves(profile))
  })
  await meet('reload', page, async () => {
    await page.reload()
  })
  await meet('worker', page, async () => {
    const [worker] = page.workers()
    // As an engine that meets a fault of its own: nobody catches it.
    await worker?.evaluate(() => {
      setTimeout(() => {
        throw new Error('died')
      })
    })
    await page.waitForTimeout(50)
  })
  const draft = `draf ${name}`
  await page.getByTestId('inbox-row').first().click()
  await page.getByTestId('action-note').click()
  await page.getByTestId('composer-text').fill(draft)
  await meet('page', desk, async () => {
    await desk.crashPage()
    await pause(50)
  })
  const draftIsBack = await comesTrue(async () => (await composerText(desk)) === draft, 30_000)
  if (!(await comesTrue(async () => (await seenStatus(desk)).unsent === 0, 180_000))) {
    throw new Error('Not everything was sent within 3 minutes.')
  }
  await desk.close()
  return { texts, times, instanceStayed, draftIsBack }
}

/** Until the engine answers again. */
async function answering(through: Scripted): Promise<void> {
  const answers = await comesTrue(async () => {
    await seenStatus(through)
    return true
  }, mostMilliseconds)
  if (!answers) throw new Error('The engine did not answer again.')
}

async function secondInstanceLeaves(profile: string): Promise<boolean> {
  const { executable, program } = await installed()
  const env = {
    ...process.env,
    HOME: profile,
    MEJA_ADUAN_PROFILE: profile,
    MEJA_ADUAN_PASSPHRASE: passphrase,
  }
  const second = spawn(executable, [program], { env, stdio: 'ignore' })
  const timer = setTimeout(() => second.kill('SIGKILL'), 60_000)
  const [, signal] = (await once(second, 'exit')) as [number | null, string | null]
  clearTimeout(timer)
  return signal === null
}
