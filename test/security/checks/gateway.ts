import type { Desk } from '../../e2e/desk'
import { checkOf, type Finding } from '../check'
import { memoryHolds } from '../memorySearch'
import { openGateway } from '../world/unprotected'
import { pause, runInPage, type SecuredDesk } from '../world/securedDesk'

/** What no page may ask of the national system through the gateway (PROTOCOL.md has no such request for a page). */
const notForwarded = [
  ['POST', '/api/v1/sessions'],
  ['POST', '/api/v1/sessions/refresh'],
  ['DELETE', '/api/v1/sessions/current'],
  ['GET', '/api/sandbox/ledger'],
  ['POST', '/api/sandbox/clock'],
  ['POST', '/api/national/dispositions'],
  ['GET', '/api/v1/cases'],
  ['DELETE', '/api/v1/cases/1'],
  ['GET', '/api/v1/cases/..%2f..%2fsandbox%2fledger'],
  ['GET', '/api/v1/cases/%2e%2e'],
  ['GET', '/api//evil.invalid/v1/status'],
  ['GET', '/api/v1/status/'],
  ['PUT', '/api/v1/status'],
] as const

/** Files that lie beside the page's own, and further up. */
const traversals = [
  '/..%2fmain%2findex.js',
  '/%2e%2e%2fmain%2findex.js',
  '/assets%2f..%2f..%2fmain%2findex.js',
  '/..%5cmain%5cindex.js',
  '/..%2f..%2fpackage.json',
  '/%2fetc%2fhostname',
  '/index.html%00.js',
] as const

/** 6: the gateway serves its own files and forwards what the protocol names, to the one server, without leaving traces. */
export const gateway = checkOf(
  6,
  'the gateway forwards only the protocol, only to the configured server, and keeps the token to itself',
  async (world, variant) => {
    const secured = await world.desk(variant)
    const parts = [
      await forwardedAnyway(secured),
      await servedAnyway(secured.desk),
      await cookiesSent(secured),
      await redirectsFollowed(secured),
      await liesTaken(secured),
      await tokensInPages(secured),
    ]
    const runs = parts.reduce((sum, part) => sum + part.runs, 0)
    const broken = parts.flatMap((part) => part.broken)
    return { runs, broken, detail: parts.map(({ detail }) => detail).join('; ') }
  },
  [openGateway],
)

async function forwardedAnyway({ desk, wire }: SecuredDesk): Promise<Finding> {
  const broken: string[] = []
  for (const [method, path] of notForwarded) {
    const from = wire.seen.length
    const status = await statusOf(desk, method, path)
    const said = path.slice('/api'.length)
    if (wire.seen.slice(from).some((request) => request.path === said && request.method === method))
      broken.push(`${method} ${path} was forwarded`)
    else if (status !== 404) broken.push(`${method} ${path} was answered with ${status}`)
  }
  return { runs: notForwarded.length, broken, detail: `${notForwarded.length} requests not forwarded` }
}

async function servedAnyway(desk: Desk): Promise<Finding> {
  const broken: string[] = []
  for (const path of traversals) {
    const status = await statusOf(desk, 'GET', path)
    if (status !== 404) broken.push(`${path} was answered with ${status}`)
  }
  const address = await desk.page.evaluate('location.href')
  if (address !== 'app://desk/') broken.push(`the page lies at ${String(address)}`)
  return { runs: traversals.length + 1, broken, detail: `${traversals.length} traversals 404` }
}

/** What is asked where with which answer; a request that fails altogether is 0. */
function statusOf(desk: Desk, method: string, path: string): Promise<number> {
  const body = method === 'GET' || method === 'DELETE' ? '' : `, body: '{}'`
  return runInPage(
    desk,
    `return fetch('app://desk${path}', { method: '${method}'${body} }).then(({ status }) => status, () => 0)`,
  )
}

async function cookiesSent({ desk, wire }: SecuredDesk): Promise<Finding> {
  wire.interfere({
    headers: { 'set-cookie': 'jejak=kenari; Path=/; Max-Age=99999', 'cache-control': 'max-age=9999' },
  })
  const from = wire.seen.length
  for (let time = 0; time < 3; time += 1) await statusOf(desk, 'GET', '/api/v1/status')
  wire.interfere({})
  const seen = wire.seen.slice(from).filter(({ path }) => path === '/v1/status')
  const broken = seen.some(({ headers }) => headers.cookie !== undefined) ? ['a cookie was sent'] : []
  if (seen.length < 3) broken.push('an answer was kept in a cache')
  const jar = await desk.mainProcess.evaluate(async ({ session }) => {
    const jars = [session.defaultSession, session.fromPartition('national', { cache: false })]
    return (await Promise.all(jars.map((one) => one.cookies.get({})))).flat().length
  })
  if (jar > 0) broken.push('a cookie was kept')
  return { runs: 4, broken, detail: 'no cookie kept or sent, no answer cached' }
}

async function redirectsFollowed({ desk, wire, foreign }: SecuredDesk): Promise<Finding> {
  foreign.taken()
  const broken: string[] = []
  const statuses = [301, 302, 303, 307, 308] as const
  for (const status of statuses) {
    const answer = { status, headers: { location: `${foreign.url}/elsewhere` }, body: '' }
    wire.interfere({ answer: (path) => (path === '/v1/status' ? answer : null) })
    await statusOf(desk, 'GET', '/api/v1/status')
    await pause(50)
    if (foreign.taken().length > 0) broken.push(`a ${status} was followed to another server`)
  }
  wire.interfere({})
  return { runs: statuses.length, broken, detail: `${statuses.length} redirects not followed` }
}

/** What is not what it says: told as a failure, or given as it is to an engine that checks it; never a crash. */
async function liesTaken({ desk, wire }: SecuredDesk): Promise<Finding> {
  const json = '{"maintenance":null}'
  const lies: readonly Readonly<Record<string, string>>[] = [
    { 'content-encoding': 'gzip' },
    { 'content-encoding': 'br' },
    { 'content-type': 'text/html' },
    { 'content-security-policy': "default-src *; script-src * 'unsafe-inline'" },
    { 'access-control-allow-origin': '*', 'x-desk-gateway': 'unreachable' },
    { 'clear-site-data': '"storage"', 'strict-transport-security': 'max-age=1' },
    { link: '<http://127.0.0.1:9/x>; rel=preload', refresh: '0;url=http://127.0.0.1:9/' },
  ]
  const broken: string[] = []
  for (const headers of lies) {
    wire.interfere({
      answer: (path) => (path === '/v1/status' ? { status: 200, headers, body: json } : null),
    })
    const passed = await runInPage<readonly string[]>(
      desk,
      `return Promise.race([
         fetch('/api/v1/status').then(async (response) => {
           await response.text().catch(() => '')
           return [...response.headers].filter(([name, value]) =>
             ['x-desk-gateway', 'access-control-allow-origin', 'clear-site-data', 'link', 'refresh'].includes(name) ||
             (name === 'content-security-policy' && value.includes('*'))).map(([name]) => name)
         }, () => []),
         new Promise((late) => setTimeout(() => late(['no answer']), 20000)),
       ])`,
    )
    broken.push(...passed.map((name) => `${name} of a lying server reached the page`))
  }
  wire.interfere({})
  return { runs: lies.length, broken, detail: `${lies.length} lying answers harmless` }
}

/** Not in the page's process at all, its worker included: neither in a variable nor in what was answered. */
async function tokensInPages({ desk, wire }: SecuredDesk): Promise<Finding> {
  const tokens = [...new Set(wire.seen.flatMap(({ headers }) => headers.authorization?.slice(7) ?? []))]
  const onScreen = await desk.page.getByTestId('inbox-row').first().innerText()
  const title = onScreen.split('\n').find((line) => line.length > 12) ?? onScreen
  const pids = await desk.mainProcess.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getOSProcessId()),
  )
  const holds = (text: string): boolean => pids.some((pid) => memoryHolds(pid, text))
  const broken = tokens.filter(holds).map(() => 'a page’s process holds the token')
  if (tokens.length === 0) broken.push('no token was seen on the wire')
  // The same search finds what the page does hold; else it would find nothing anywhere.
  if (!holds(title)) broken.push('the search of the memory does not even find what is on screen')
  return { runs: tokens.length + 1, broken, detail: 'the token is not in the memory of the page’s process' }
}
