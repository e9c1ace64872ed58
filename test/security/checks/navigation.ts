import { isAllowedLink } from '../../../electron/main/links/mapLink'
import type { Desk } from '../../e2e/desk'
import { checkOf } from '../check'
import { openPage } from '../world/unprotected'
import { pause, runInPage } from '../world/securedDesk'

function attempts(foreign: string): readonly string[] {
  const targets = [foreign, 'file:///etc/hostname', 'data:text/html,asing', 'about:blank']
  return [
    ...targets.flatMap((target) => [
      `window.open('${target}')`,
      `const link = document.createElement('a'); link.href = '${target}'; link.target = '_blank'; document.body.append(link); link.click()`,
      `location.href = '${target}'`,
      `location.replace('${target}')`,
    ]),
    `const form = document.createElement('form'); form.action = '${foreign}/form'; form.method = 'post'; document.body.append(form); form.submit()`,
    `const meta = document.createElement('meta'); meta.httpEquiv = 'refresh'; meta.content = '0;url=${foreign}/meta'; document.head.append(meta)`,
    `const link = document.createElement('a'); link.href = 'data:text/plain,x'; link.download = 'x.exe'; document.body.append(link); link.click()`,
    `const frame = document.createElement('iframe'); document.body.append(frame); frame.contentWindow.location = '${foreign}/frame'`,
  ]
}

/** Handed to `openExternal`, each would start something on the computer or tell others who reads what. */
const foreignLinks = [
  'file:///etc/passwd',
  'smb://server/share',
  '\\\\server\\share\\a.exe',
  'ms-msdt:/id',
  'mailto:a@b.c',
  'http://www.openstreetmap.org/',
  'https://www.openstreetmap.org.evil.invalid/',
  'https://evil.invalid/#www.openstreetmap.org',
  'https://user@www.openstreetmap.org/',
  'https://www.openstreetmap.org:8443/',
  'javascript:alert(1)',
  'data:text/html,x',
  'mejaaduan:laporan/1',
] as const

/** 7: the page stays where it is, opens nothing, and hands only links of the list to the system. */
export const navigation = checkOf(
  7,
  'no navigation, no new window, and nothing outside but what is on the list',
  async (world, variant) => {
    const { desk, foreign } = await world.desk(variant)
    foreign.taken()
    const tried = attempts(foreign.url)
    const broken: string[] = []
    for (const attempt of tried) {
      await runInPage(desk, `try { ${attempt} } catch { /* refused at once */ }`).catch(() => undefined)
      await pause(60)
      const problem = await awayFor(desk)
      if (!problem) continue
      broken.push(`${problem} by: ${attempt.slice(0, 60)}`)
      // It is not where the next attempt could be made.
      break
    }
    broken.push(...foreign.taken().map((request) => `the other site was asked: ${request}`))
    broken.push(...foreignLinks.filter(isAllowedLink).map((link) => `${link} would be opened`))
    if (broken.length > 0) await world.end(variant)
    else broken.push(...(await openedOutside(desk)))
    const runs = tried.length + foreignLinks.length + 2
    const detail = `${tried.length} ways out, ${foreignLinks.length} links refused; a map is opened by numbers alone`
    return { runs, broken, detail }
  },
  [openPage],
)

/** What is wrong and stays so: from an empty page the window comes back by itself. */
async function awayFor(desk: Desk): Promise<string | null> {
  for (let time = 0; time < 40; time += 1) {
    if ((await leftFor(desk)) === null) return null
    await pause(100)
  }
  return leftFor(desk)
}

async function leftFor({ mainProcess }: Desk): Promise<string | null> {
  const windows = await mainProcess.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getURL()),
  )
  const [address] = windows
  if (windows.length !== 1) return `there are ${windows.length} windows`
  return address === 'app://desk/' ? null : `the page went to ${String(address)}`
}

async function openedOutside(desk: Desk): Promise<readonly string[]> {
  await desk.mainProcess.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (link) => void opened.push(link)
  })
  await runInPage(
    desk,
    `await window.desk.openMap({ lat: -5.1, lon: 119.4 })
     await window.desk.openMap({ lat: 'file:///etc/passwd', lon: 0 }).catch(() => undefined)
     await window.desk.openMap({ lat: 0, lon: 0, url: 'file:///etc/passwd' }).catch(() => undefined)`,
  )
  const opened = await desk.mainProcess.evaluate(
    () => (globalThis as unknown as { readonly opened: readonly string[] }).opened,
  )
  const strange = opened.filter((link) => !/^https:\/\/www\.openstreetmap\.org\/[?#=&\d.a-z/-]+$/.test(link))
  const none = opened.length === 0 ? ['not even a map was opened'] : []
  return [...strange.map((link) => `${link} was opened`), ...none]
}
