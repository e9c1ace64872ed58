import { randomFillSync } from 'node:crypto'
import { z } from 'zod'
import { longestPiece, type FileId } from '../../../shared/bridge/attachedFiles'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { NationalTransport } from '../../../renderer/engine/sync/transport'
import type { FaultContext, FaultRow } from '../row'
import { between, chanceFrom } from '../world/chance'
import { DeskWorld } from '../world/deskWorld'
import { FaultClock, turn } from '../world/faultClock'
import { realSandbox } from '../world/realSandbox'

const caseSchema = z.object({
  events: z.array(
    z.object({
      text: z.string().optional(),
      attachments: z.array(z.object({ size: z.number() })).optional(),
    }),
  ),
})

/** 17: an upload cut at any byte resumes; the same file is never there twice. */
export const upload: FaultRow = {
  row: 17,
  name: 'an upload cut at any byte',
  async run({ seed, quick, note }) {
    const runs = quick ? 6 : 150
    const totals = { runs, faults: 0, saved: 0, lost: 0, doubled: 0 }
    let [most, good] = [0, true]
    for (let run = 0; run < runs; run += 1) {
      const found = await oneUpload(seed + run, (inner) => inner)
      totals.faults += found.cuts
      totals.saved += 1
      totals.lost += found.attachments === 0 ? 1 : 0
      totals.doubled += found.attachments > 1 ? 1 : 0
      most = Math.max(most, found.mostResent)
      const isGood = found.mostResent <= longestPiece && found.isWhole && found.uploads === 1
      good &&= isGood
      if (!isGood || found.attachments !== 1) note(`seed ${seed + run}: ${JSON.stringify(found)}`)
    }
    const figure = `${totals.faults} cuts, each file uploaded once, for each at most ${most} bytes sent again (one piece is ${longestPiece})`
    return { ...totals, figure, ok: good && totals.faults > 0 }
  },
  async control({ seed }: FaultContext) {
    let red = 0
    for (let run = 0; run < 3; run += 1) {
      const found = await oneUpload(seed + run, standsNowhere)
      if (found.uploads > 1 || found.mostResent > longestPiece || found.attachments !== 1) red += 1
    }
    return { runs: 3, red }
  },
}

/** An engine that does not know where an upload stands: it begins anew each time. */
function standsNowhere(inner: NationalTransport): NationalTransport {
  return {
    send(request, signal) {
      if (request.method !== 'HEAD') return inner.send(request, signal)
      const answer = { kind: 'answer', status: 404, text: '', etag: null, retryAfter: null } as const
      return Promise.resolve(answer)
    },
  }
}

let desks = 0

async function oneUpload(seed: number, wrap: (inner: NationalTransport) => NationalTransport) {
  const chance = chanceFrom(seed)
  const sandbox = await realSandbox()
  const { officer, transport } = await sandbox.signIn('sari', `faults-${(desks += 1)}`)
  const traffic = { inFlight: 0, bytes: 0, uploads: 0 }
  const counted = countedBy(transport, traffic)
  const clock = new FaultClock(Date.now())
  const rest = async (): Promise<void> => {
    do await turn()
    while (traffic.inFlight > 0)
    await turn()
  }
  const world = new DeskWorld({ clock, officer, transport: wrap(counted), random: chance, rest })
  // More than one piece, so that beginning anew would be seen in what is sent again.
  const size = between(chance, 1_200_000, 2_400_000)
  const cuts = between(chance, 1, 4)
  try {
    await world.start()
    await world.pass(10_000)
    const query = { view: 'needs-action', statuses: null, mine: false, search: '' } as const
    const caseId = (await world.engine.rows(query, 0, 1)).rows[0]?.caseId
    if (!caseId) throw new Error('The sandbox has no case to write to.')
    const text = `berkas ${desks} ${seed}`
    const fileId = await attach(world, caseId, size)
    await sandbox.setFaults(
      ...Array.from({ length: cuts }, (_, index) => ({
        kind: 'cut' as const,
        of: 'request' as const,
        method: 'PATCH',
        path: '/v1/uploads/*',
        byte: between(chance, 0, 60_000),
        from: 1 + index * 2,
        count: 1,
      })),
    )
    await world.engine.act(caseId, { type: 'note', payload: { text, uploads: [] } }, [fileId])
    await world.pass(11_000)
    const delivered = await world.drain()
    const ledger = await sandbox.ledger()
    const held = await transport.send(
      { method: 'GET', path: `/v1/cases/${caseId}` },
      new AbortController().signal,
    )
    const { events } = caseSchema.parse(held.kind === 'answer' ? (JSON.parse(held.text) as unknown) : {})
    const event = events.find((one) => one.text === text)
    const attachments = event?.attachments ?? []
    return {
      cuts,
      uploads: traffic.uploads,
      attachments: attachments.length,
      isWhole:
        delivered !== null &&
        attachments.every((one) => one.size === size) &&
        ledger.filter((entry) => entry.text === text).length === 1,
      mostResent: Math.ceil((traffic.bytes - size) / cuts),
    }
  } finally {
    world.kill()
    await sandbox.setFaults()
  }
}

async function attach(world: DeskWorld, caseId: CaseId, size: number): Promise<FileId> {
  const about = {
    caseId,
    type: 'note',
    name: 'foto lokasi.bin',
    mime: 'application/octet-stream',
    size,
  } as const
  const begun = await world.engine.beginFile(about)
  if (begun.outcome === 'refused') throw new Error(begun.reason)
  const bytes = randomFillSync(new Uint8Array(size))
  for (let start = 0; start < size; start += longestPiece) {
    await world.engine.addToFile(begun.fileId, bytes.slice(start, start + longestPiece))
  }
  const finished = await world.engine.finishFile(begun.fileId)
  if (finished.outcome === 'refused') throw new Error(finished.reason)
  return begun.fileId
}

function countedBy(
  inner: NationalTransport,
  traffic: { inFlight: number; bytes: number; uploads: number },
): NationalTransport {
  return {
    async send(request, signal) {
      if (request.method === 'PATCH') traffic.bytes += request.bytes?.length ?? 0
      if (request.method === 'POST' && request.path === '/v1/uploads') traffic.uploads += 1
      traffic.inFlight += 1
      try {
        return await inner.send(request, signal)
      } finally {
        traffic.inFlight -= 1
      }
    },
  }
}
