import fc from 'fast-check'
import { deskArguments, type DeskCall } from '../../../shared/bridge/desk'
import type { Desk } from '../../e2e/desk'
import { checkOf, type Finding } from '../check'
import { openBridge } from '../world/unprotected'
import { runInPage, type SecuredDesk } from '../world/securedDesk'

// The keys of an object that has exactly these; the cast only says so.
const all = Object.keys(deskArguments) as DeskCall[]
/** What the others are given does not even leave the preload. */
const calls = all.filter((call) => !deskArguments[call].safeParse(undefined).success)

/** Of each call, so many arguments; they are the same in every run with this seed. */
const samples = { each: 60, seed: 20_261 } as const

/** 4: main answers the main frame of its own page, and nothing that its schemas refuse. */
export const bridge = checkOf(
  4,
  'the bridge answers its own page alone, and only what its schemas take',
  async (world, variant) => {
    const secured = await world.desk(variant)
    const before = await stateOf(secured.desk)
    const strangers = await askAsStrangers(secured)
    const port = await askForThePort(secured.desk)
    const fuzzed = await fuzz(secured.desk)
    const after = await stateOf(secured.desk)
    const changed = before === after ? [] : ['the state of the desk was changed']
    const broken = [...strangers.broken, ...port, ...fuzzed.broken, ...changed]
    const detail = `${strangers.runs} calls of strangers and ${fuzzed.runs} wrong arguments, all refused`
    return { runs: strangers.runs + fuzzed.runs + 1, broken, detail }
  },
  [openBridge],
)

function stateOf(desk: Desk): Promise<string> {
  return runInPage(desk, 'return JSON.stringify(await window.desk.state())')
}

/** Windows with our preload: one on our own page that is not the window, one on another site. */
async function askAsStrangers({ desk, foreign }: SecuredDesk): Promise<Omit<Finding, 'detail'>> {
  const asked = ['state', 'place', 'openEnginePort', 'chooseTheme'] as const
  const broken: string[] = []
  for (const address of ['app://desk/', foreign.url]) {
    for (const call of asked) {
      const answered = await askInWindow(desk, address, call)
      if (!answered.includes('was refused')) broken.push(`${call} was answered to ${address}: ${answered}`)
    }
  }
  return { runs: 2 * asked.length, broken }
}

function askInWindow({ mainProcess }: Desk, address: string, call: string): Promise<string> {
  return mainProcess.evaluate(
    async ({ app, BrowserWindow, session }, asked) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { session: session.defaultSession, sandbox: true, preload },
      })
      try {
        await stranger.loadURL(asked.address)
        const script = `window.desk ? window.desk.${asked.call}('dark').then(() => 'answered', String) : 'there is no bridge'`
        // What the script gives is a string.
        return (await stranger.webContents.executeJavaScript(script)) as string
      } finally {
        stranger.destroy()
      }
    },
    { address, call },
  )
}

/** A frame inside the page gets neither the bridge nor the port of the engine. */
async function askForThePort(desk: Desk): Promise<readonly string[]> {
  const found = await runInPage<string>(
    desk,
    `const frame = document.createElement('iframe'); document.body.append(frame)
     const heard = []
     frame.contentWindow.addEventListener('message', (event) => heard.push(...event.ports))
     const has = typeof frame.contentWindow.desk
     await new Promise((later) => setTimeout(later, 300)); frame.remove()
     return has + ' ' + heard.length`,
  )
  return found === 'undefined 0' ? [] : [`a frame has: ${found}`]
}

/** What a page could hand over: everything that can be cloned, huge and deep things too. */
async function fuzz(desk: Desk): Promise<Omit<Finding, 'detail'>> {
  const broken: string[] = []
  let runs = 0
  for (const call of calls) {
    const refused = wrongArguments().filter((value) => !deskArguments[call].safeParse(value).success)
    const sources = [...refused.map((value) => fc.stringify(value)), ...huge]
    runs += sources.length
    const answered = await runInPage<readonly string[]>(
      desk,
      `const answered = []
       for (const source of [${sources.map((source) => `() => (${source})`).join(', ')}]) {
         let value
         try { value = source() } catch { continue }
         const answer = await (async () => window.desk.${call}(value))().then(() => 'answered', (error) => String(error))
         if (answer === 'answered') answered.push(String(source).slice(0, 80))
       }
       return answered`,
    )
    broken.push(...answered.map((source) => `${call} took ${source}`))
  }
  return { runs, broken }
}

function wrongArguments(): readonly unknown[] {
  const anything = fc.anything({
    ...{ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true },
    ...{ withNullPrototype: false, withBoxedValues: true, withSparseArray: true, maxDepth: 4 },
    key: fc.oneof(
      fc.constantFrom('__proto__', 'constructor', 'prototype', 'server', 'lat', 'id'),
      fc.string(),
    ),
  })
  return fc.sample(anything, { numRuns: samples.each, seed: samples.seed })
}

const huge: readonly string[] = [
  `'x'.repeat(5_000_000)`,
  `({ server: 'x'.repeat(5_000_000), username: '', password: '' })`,
  `Array.from({ length: 100_000 }, () => ({}))`,
  `(() => { let deep = {}; for (let level = 0; level < 500; level += 1) deep = { deep }; return deep })()`,
  `(() => { const round = {}; round.round = round; return round })()`,
  `({ lat: NaN, lon: Infinity })`,
  `({ lat: '0', lon: [] })`,
  `({ attachmentId: 'x'.repeat(65) })`,
  `({ attachmentId: { toString: 1 } })`,
]
