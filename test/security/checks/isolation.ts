import { readFileSync } from 'node:fs'
import type { Desk } from '../../e2e/desk'
import { checkOf, type Finding } from '../check'
import { deskMembers } from '../deskMembers'
import { openGateway, openWindow } from '../world/unprotected'
import { runInPage, type SecuredDesk } from '../world/securedDesk'

const required = {
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
} as const

/** 1: the page is kept apart from Node and from the system, as the settings say and as the system sees it. */
export const isolation = checkOf(
  1,
  'the page runs isolated and in Chromium’s sandbox',
  async (world, variant) => {
    const { desk } = await world.desk(variant)
    const broken = [
      ...(await wrongPreferences(desk)),
      ...(await nodeInPage(desk)),
      ...(await unsandboxed(desk)),
    ]
    const runs = Object.keys(required).length + globals.length * 2 + 2
    return {
      runs,
      broken,
      detail: 'preferences, globals of page and worker, the kernel’s view of the process',
    }
  },
  [openWindow],
)

async function wrongPreferences({ mainProcess }: Desk): Promise<readonly string[]> {
  const seen = await mainProcess.evaluate(({ webContents }) => {
    // Electron has it and does not tell of it in its types.
    const all = webContents.getAllWebContents() as unknown as readonly {
      getLastWebPreferences(): Readonly<Record<string, unknown>> | null
    }[]
    return all.map((contents) => {
      const preferences = contents.getLastWebPreferences() ?? {}
      return Object.entries(preferences).filter(([, value]) => typeof value === 'boolean')
    })
  })
  return seen.flatMap((preferences) => {
    const told = new Map(preferences)
    return Object.entries(required).flatMap(([name, value]) => {
      // What stands at its default is not always told.
      const found = told.get(name) ?? value
      return found === value ? [] : [`${name} is not ${value}`]
    })
  })
}

/** What only Node and Electron put into a page. */
const globals = [
  'require',
  'process',
  'module',
  'Buffer',
  '__dirname',
  'global',
  'ipcRenderer',
  'electron',
] as const

async function nodeInPage({ page }: Desk): Promise<readonly string[]> {
  const script = `${JSON.stringify(globals)}.filter((name) => typeof globalThis[name] !== 'undefined')`
  const inPage = await page.evaluate<readonly string[]>(script)
  const workers = page.workers()
  if (workers.length === 0) return ['there is no worker to look into']
  const inWorkers = await Promise.all(workers.map((worker) => worker.evaluate<readonly string[]>(script)))
  return [
    ...inPage.map((name) => `the page has ${name}`),
    ...inWorkers.flat().map((name) => `the worker has ${name}`),
  ]
}

/** On Linux the kernel tells: system calls are filtered (seccomp mode 2), and no new privileges can be had. */
async function unsandboxed({ mainProcess }: Desk): Promise<readonly string[]> {
  const told = await mainProcess.evaluate(({ app, webContents }) => ({
    pages: webContents.getAllWebContents().map((contents) => contents.getOSProcessId()),
    all: app.getAppMetrics().map(({ pid }) => pid),
    platform: process.platform,
  }))
  if (told.platform !== 'linux') return []
  const open = told.all.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--no-sandbox'))
  const unfiltered = told.pages.filter((pid) => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return !/^Seccomp:\s+2$/m.test(status) || !/^NoNewPrivs:\s+1$/m.test(status)
  })
  return [
    ...open.map(() => 'a process was started with --no-sandbox'),
    ...unfiltered.map(() => 'a page’s process is not sandboxed'),
  ]
}

/** 2: nothing of another site is shown or loaded, and no webview is attached. */
export const remoteContent = checkOf(
  2,
  'no webview, and nothing remote is ever loaded',
  (world, variant) => world.desk(variant).then(lookForRemoteContent),
  [openWindow, openGateway],
)

const remoteAttempts = (url: string): readonly string[] => [
  `const image = new Image(); image.src = '${url}/image'; document.body.append(image)`,
  `const script = document.createElement('script'); script.src = '${url}/script'; document.body.append(script)`,
  `const frame = document.createElement('iframe'); frame.src = '${url}/frame'; document.body.append(frame)`,
  `const style = document.createElement('link'); style.rel = 'stylesheet'; style.href = '${url}/style'; document.head.append(style)`,
  `const early = document.createElement('link'); early.rel = 'prefetch'; early.href = '${url}/prefetch'; document.head.append(early)`,
  `const object = document.createElement('object'); object.data = '${url}/object'; document.body.append(object)`,
  `const embed = document.createElement('embed'); embed.src = '${url}/embed'; document.body.append(embed)`,
  `const video = document.createElement('video'); video.src = '${url}/video'; document.body.append(video)`,
  `document.body.style.background = 'url(${url}/background)'`,
  `new FontFace('asing', 'url(${url}/font)').load().catch(() => undefined)`,
  `fetch('${url}/fetch').catch(() => undefined)`,
  `navigator.sendBeacon('${url}/beacon', 'x')`,
  `new WebSocket('${url.replace('http', 'ws')}/socket')`,
  `new EventSource('${url}/events')`,
  `import('${url}/module').catch(() => undefined)`,
]

async function lookForRemoteContent({ desk, foreign }: SecuredDesk): Promise<Finding> {
  foreign.taken()
  const attempts = remoteAttempts(foreign.url)
  const before = await countContents(desk)
  for (const attempt of attempts) await runInPage(desk, `try { ${attempt} } catch { /* refused at once */ }`)
  await runInPage(
    desk,
    `const view = document.createElement('webview'); view.src = '${foreign.url}/webview'; view.style.height = '9px'
     document.body.append(view); await new Promise((later) => setTimeout(later, 1500)); view.remove()`,
  )
  const asked = foreign.taken().map((request) => `the other site was asked: ${request}`)
  const after = await countContents(desk)
  const attached = after > before ? ['a webview was attached'] : []
  const detail = `${attempts.length} ways to load from another site, 0 requests; no webview`
  return { runs: attempts.length + 1, broken: [...asked, ...attached], detail }
}

function countContents({ mainProcess }: Desk): Promise<number> {
  return mainProcess.evaluate(({ webContents }) => webContents.getAllWebContents().length)
}

/** 3: the bridge has the members of the recorded list and no other way leads out. */
export const members = checkOf(
  3,
  'window.desk has exactly the recorded members',
  async (world, variant) => {
    const { desk } = await world.desk(variant)
    const found = await runInPage<readonly string[]>(
      desk,
      `const names = []
       for (let object = window.desk; object && object !== Object.prototype; object = Object.getPrototypeOf(object))
         names.push(...Reflect.ownKeys(object).map(String))
       return names`,
    )
    const unexpected = found.filter((name) => !deskMembers.includes(name))
    const missing = deskMembers.filter((name) => !found.includes(name))
    const broken = [
      ...unexpected.map((name) => `window.desk.${name} is not recorded`),
      ...missing.map((name) => `window.desk.${name} is missing`),
      ...(await nodeInPage(desk)),
    ]
    return { runs: deskMembers.length, broken, detail: `${deskMembers.length} members, nothing else` }
  },
  [openWindow],
)
