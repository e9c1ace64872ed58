import { SessionKeeper, type AuthorisedAnswer } from '../../../electron/main/session/sessionKeeper'
import type { StoredSession } from '../../../electron/main/session/sessionFile'
import { SessionRequests } from '../../../electron/main/session/sessionRequests'
import type { NationalTransport } from '../../../renderer/engine/sync/transport'
import type { DeviceId } from '../../../shared/domain/identifiers'
import { officerSchema } from '../../../shared/protocol/session'
import { NationalServer, nodeFetch, sendJson } from '../../electron/main/nationalServer'
import type { FaultContext, FaultRow } from '../row'
import { between, chanceFrom } from '../world/chance'
import { DeskWorld } from '../world/deskWorld'
import { FaultClock, turn } from '../world/faultClock'
import { ModelNational, caseId, sari } from '../world/modelNational'
import { isGood, verdictOf } from '../world/verdict'

/** 10: 401 in the middle: one refresh for all, the queue whole, and on it goes. */
export const expiredToken: FaultRow = {
  row: 10,
  name: '401 in the middle: one refresh for all',
  async run({ seed, quick, note }) {
    const runs = quick ? 6 : 100
    const totals = { runs, faults: 0, saved: 0, lost: 0, doubled: 0 }
    let [refreshes, good] = [0, true]
    for (let run = 0; run < runs; run += 1) {
      const found = await expiries(seed + run, false)
      totals.faults += found.expiries
      totals.saved += found.verdict.saved
      totals.lost += found.verdict.lost.length
      totals.doubled += found.verdict.doubled.length
      refreshes += found.refreshes
      good &&= found.isGood && found.refreshes === found.expiries
      if (!good) note(`seed ${seed + run}: ${JSON.stringify(found)}`)
    }
    return { ...totals, figure: `${totals.faults} expiries, ${refreshes} refreshes`, ok: good }
  },
  async control({ seed }: FaultContext) {
    let red = 0
    for (let run = 0; run < 3; run += 1) {
      const found = await expiries(seed + run, true)
      if (found.refreshes > found.expiries) red += 1
    }
    return { runs: 3, red }
  },
}

type Send = (accessToken: string) => Promise<Response>
type Authorised = (send: Send) => Promise<AuthorisedAnswer>

/** Work and many requests at once while the tokens expire again and again, over real HTTP. */
async function expiries(seed: number, eachForItself: boolean) {
  const chance = chanceFrom(seed)
  const clock = new FaultClock()
  const national = new ModelNational(() => clock.now())
  const server = await NationalServer.start()
  let expired = true
  server.answering = (seen, response) => {
    if (seen.url === '/v1/sessions/refresh') expired = false
    // The server gives a1, a2, … and only the newest is good.
    const isGoodToken = !expired && seen.headers.authorization === `Bearer a${server.refreshes().length}`
    if (seen.url.startsWith('/v1/sessions') || !isGoodToken) return false
    const { pathname, searchParams } = new URL(seen.url, server.url)
    const answer = national.take({
      method: seen.method === 'POST' ? 'POST' : 'GET',
      path: pathname,
      query: Object.fromEntries(searchParams),
      body: seen.body === '' ? undefined : (JSON.parse(seen.body) as unknown),
    })
    sendJson(response, answer.status, JSON.parse(answer.text === '' ? 'null' : answer.text) as unknown)
    return true
  }
  const authorised = authorisedBy(server.url, eachForItself)
  let inFlight = 0
  const transport = transportBy(server.url, authorised, (change) => {
    inFlight += change
  })
  const rest = async (): Promise<void> => {
    do await turn()
    while (inFlight > 0)
    await turn()
  }
  const world = new DeskWorld({ clock, officer: sari, transport, random: chance, rest })
  let count = 0
  try {
    await world.start()
    await world.pass(2_000)
    for (; count < 5; count += 1) {
      for (let acts = between(chance, 1, 3); acts > 0; acts -= 1)
        await world.act(caseId(between(chance, 1, 3)))
      server.expireTokens()
      expired = true
      const others = Array.from({ length: 12 }, () =>
        transport.send({ method: 'GET', path: '/v1/status' }, new AbortController().signal),
      )
      await Promise.all([...others, world.pass(between(chance, 11_000, 70_000))])
    }
    const delivered = await world.drain()
    const verdict = await verdictOf(world, national.ledger)
    const refreshes = server.refreshes().length
    // The first request of all found a token that was never good.
    return { expiries: count + 1, refreshes, verdict, isGood: isGood(verdict) && delivered !== null }
  } finally {
    world.kill()
    await server.stop()
  }
}

/** The real keeper; or, as the control, one for every request, so that each refreshes for itself. */
function authorisedBy(server: string, eachForItself: boolean): Authorised {
  // The run's own identifier; the cast only adds the brand.
  const identity = { deviceId: 'd1' as DeviceId, deviceName: 'pc', version: '0.1.0' }
  const requests = new SessionRequests(nodeFetch, identity)
  const officer = officerSchema.parse({ ...sari, username: 'sari' })
  let stored: StoredSession = { server, accessToken: 'old', refreshToken: 'r0', officer }
  const newKeeper = (): SessionKeeper =>
    new SessionKeeper(
      stored,
      requests,
      async (session) => {
        stored = session
      },
      () => undefined,
    )
  const shared = newKeeper()
  return (send) => (eachForItself ? newKeeper() : shared).authorised(send)
}

function transportBy(
  server: string,
  authorised: Authorised,
  inFlight: (change: number) => void,
): NationalTransport {
  return {
    async send({ method, path, query, body }, signal) {
      inFlight(1)
      try {
        const address = new URL(path, server)
        for (const [name, value] of Object.entries(query ?? {})) address.searchParams.set(name, value)
        const answer = await authorised((accessToken) =>
          nodeFetch(address.href, {
            method,
            headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
            body: body === undefined ? undefined : new TextEncoder().encode(JSON.stringify(body)),
            signal,
          }),
        )
        if (answer.kind !== 'response') return { kind: 'failed', problem: 'unreachable' }
        const { status, headers } = answer.response
        const text = await answer.response.text()
        return { kind: 'answer', status, text, etag: null, retryAfter: null, date: headers.get('date') }
      } catch {
        return signal.aborted ? { kind: 'aborted' } : { kind: 'failed', problem: 'unreachable' }
      } finally {
        inFlight(-1)
      }
    },
  }
}
