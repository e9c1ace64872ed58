import { z } from 'zod'

/*
 * What runs inside the page. It reaches the engine by the very store that the views ask, so that what it is told is
 * what an officer would be told; nothing is built into the program for it.
 */

const statusSchema = z.object({
  unsent: z.number(),
  needsYou: z.number(),
  casesHeld: z.number(),
  problem: z.string().nullable(),
  cache: z.object({ state: z.string() }),
})
export type SeenStatus = z.infer<typeof statusSchema>

/** Whoever can run a script inside the page: the test driver's page, or the program's main process. */
export interface Scripted {
  evaluate(script: string): Promise<unknown>
}

/** The start of every script: `engine()` is the page's engine, null before there is one. */
const reach = `
  const engine = () => {
    const app = document.querySelector('#app')?.__vue_app__
    const store = app?.config.globalProperties.$pinia?._s.get('engine')
    return store?.stage === 'ready' ? store.engine() : null
  }
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
  const stage = () => document.querySelector('#app')?.__vue_app__?.config.globalProperties.$pinia?._s.get('engine')?.stage
  const ready = async () => {
    for (const end = performance.now() + 120_000; !engine(); await pause(5)) {
      if (stage() === 'failed') throw new Error('The engine did not start.')
      if (performance.now() > end) throw new Error('The engine is still ' + stage() + ' after 2 minutes.')
    }
    return engine()
  }
`

/** Runs the body of a function in the page; `ready()` gives its engine. */
export async function inPage(page: Scripted, body: string): Promise<unknown> {
  return page.evaluate(`(async () => { ${reach} ${body} })()`)
}

/** Resolves when the page's engine can be asked. */
export async function engineReady(page: Scripted): Promise<void> {
  await inPage(page, 'await ready()')
}

export async function seenStatus(page: Scripted): Promise<SeenStatus> {
  return statusSchema.parse(
    await inPage(page, 'return JSON.parse(JSON.stringify(await (await ready()).syncStatus()))'),
  )
}

export async function outboxTexts(page: Scripted): Promise<readonly string[]> {
  const texts = await inPage(page, 'return (await (await ready()).outbox()).map(({ text }) => text)')
  return z.array(z.string()).parse(texts)
}

/** One note; what it answers is what the officer is told. */
export async function actOnce(page: Scripted, text: string): Promise<boolean> {
  const outcome = await inPage(page, `${anyCase} return (await note(${JSON.stringify(text)})).outcome`)
  return outcome === 'saved'
}

export async function syncNow(page: Scripted): Promise<void> {
  await inPage(page, 'await (await ready()).syncNow()')
}

/** Where the cache is said to stand, from now on until it is said to be whole, for so long at most. */
export async function statesUntilWhole(page: Scripted, milliseconds: number): Promise<readonly string[]> {
  const states = await inPage(
    page,
    `const seen = []
     const end = performance.now() + ${milliseconds}
     while (performance.now() < end) {
       const { cache, casesHeld } = await (await ready()).syncStatus()
       if (seen.at(-1) !== cache.state) seen.push(cache.state)
       if (cache.state === 'whole' && casesHeld > 0) break
       await pause(20)
     }
     return seen`,
  )
  return z.array(z.string()).parse(states)
}

const anyCase = `
  const found = await ready()
  let rows = []
  while (rows.length === 0) {
    const query = { view: 'needs-action', statuses: null, mine: false, search: '' }
    rows = (await found.rows(query, 0, 100)).rows
    if (rows.length === 0) await pause(20)
  }
  const note = (text) => {
    const { caseId } = rows[Math.floor(Math.random() * rows.length)]
    return found.act(caseId, { type: 'note', payload: { text, uploads: [] } })
  }
`

/** What stands in the composer; null when none is open. */
export async function composerText(page: Scripted): Promise<string | null> {
  const text = await page.evaluate(`document.querySelector('[data-testid=composer-text]')?.value ?? null`)
  return z.string().nullable().parse(text)
}

/** Long notes, one after the other, until three in a row were refused; which of them the officer was told are saved. */
export async function actUntilRefused(page: Scripted, name: string, most: number) {
  const found = await inPage(
    page,
    `${anyCase}
     const saved = []
     let [refused, inARow] = [0, 0]
     for (let number = 0; number < ${most} && inARow < 3; number += 1) {
       const text = ${JSON.stringify(name)} + '-' + number + ' ' + 'penuh '.repeat(800)
       const { outcome } = await note(text.trim()).catch(() => ({ outcome: 'failed' }))
       if (outcome === 'saved') saved.push(text.trim())
       else refused += 1
       inARow = outcome === 'saved' ? 0 : inARow + 1
     }
     return { saved, refused }`,
  )
  return z.object({ saved: z.array(z.string()), refused: z.number() }).parse(found)
}

/** The status line as it is read out. */
export async function spokenStatus(page: Scripted): Promise<string> {
  const spoken = await page.evaluate(
    `document.querySelector('[data-testid=sync-status] [role=status]')?.textContent ?? ''`,
  )
  return z.string().parse(spoken)
}

export const savedPrefix = 'faults-saved '

/**
 * An officer who never rests: note after note, each said to whoever listens to the console as soon as the interface
 * calls it saved. It ends with the page.
 */
export function actWithoutRest(page: Scripted, name: string, pace: number): void {
  const script = `
    ${anyCase}
    for (let number = 0; ; number += 1) {
      const text = ${JSON.stringify(name)} + '-' + number
      const answer = await note(text)
      if (answer.outcome === 'saved') console.log(${JSON.stringify(savedPrefix)} + text)
      await pause(Math.random() * ${pace})
    }`
  // The kill is what ends it.
  void inPage(page, script).catch(() => undefined)
}
