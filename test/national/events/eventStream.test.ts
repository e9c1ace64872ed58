import { once } from 'node:events'
import { Writable } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import type { OfficerId } from '../../../shared/domain/identifiers'
import { presenceEventSchema, type Presence } from '../../../shared/protocol/events'
import { officerSchema } from '../../../shared/protocol/session'
import { openPgliteDatabase } from '../database/pgliteDatabase'
import type { Database } from '../database/database'
import { identifierOf } from '../newIdentifier'
import { TestClock } from '../testDesk'
import { Clock } from '../clock'
import { announce } from './announcements'
import { EventHub } from './eventHub'
import { EventStream } from './eventStream'

/** A connection whose reader takes something only when told to. */
class SlowOutlet extends Writable {
  readonly taken: string[] = []
  private resume: (() => void) | null = null
  private slow = true

  constructor() {
    super({ highWaterMark: 10 })
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.taken.push(chunk.toString())
    if (this.slow) this.resume = done
    else done()
  }

  takeAll(): void {
    this.slow = false
    this.resume?.()
  }
}

function presence(officer: string, mode: 'viewing' | 'replying'): Presence {
  const until = '2026-11-23T02:00:45.000Z'
  return presenceEventSchema.parse({ caseId: 'case-1', officerId: officer, name: officer, mode, until })
}

describe('a stream of events (PROTOCOL.md 4.8)', () => {
  it('keeps for a slow reader no more than what it comes to', async () => {
    const outlet = new SlowOutlet()
    const stream = new EventStream(outlet, () => undefined)
    for (let count = 0; count < 1000; count += 1) {
      stream.changed('cases')
      stream.presence(presence(`petugas-${count}`, 'viewing'))
      stream.presence(presence('petugas-0', 'replying'))
      await new Promise(setImmediate)
    }
    expect(outlet.writableLength).toBeLessThan(100)
    outlet.takeAll()
    stream.end()
    await once(outlet, 'finish')
    const written = outlet.taken.join('')
    expect(written.match(/event: changed/g)).toHaveLength(1)
    expect(written.match(/event: presence/g)).toHaveLength(200)
    expect(written.match(/"petugas-0"/g)?.length).toBeLessThan(3)
  })

  it('gives up a reader that takes nothing for three beats', async () => {
    const outlet = new SlowOutlet()
    const ended = new Promise<void>((resolve) => {
      const stream = new EventStream(outlet, resolve)
      for (let beats = 0; beats < 3; beats += 1) stream.beat()
    })
    await ended
    expect(outlet.destroyed).toBe(true)
  })

  it('writes what happened in one breath as one event', async () => {
    const outlet = new SlowOutlet()
    outlet.takeAll()
    const stream = new EventStream(outlet, () => undefined)
    for (let count = 0; count < 50; count += 1) stream.changed('cases')
    await new Promise(setImmediate)
    stream.end()
    await once(outlet, 'finish')
    expect(outlet.taken.slice(1)).toEqual(['event: changed\ndata: {"about":"cases"}\n\n'])
  })
})

describe('the hub of streams (PROTOCOL.md 4.8)', () => {
  let close: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const one of close.splice(0).reverse()) await one()
    close = []
  })

  const officer = officerSchema.parse({
    id: 'petugas-1',
    username: 'satu',
    name: 'Petugas Satu',
    role: 'supervisor',
    agencyId: 'agency',
    unitIds: ['root'],
  })

  async function hubWith(permitted: () => boolean) {
    const database = await openPgliteDatabase(null)
    close.push(() => database.close())
    const clock = new Clock(new TestClock().now)
    const hub = await EventHub.listening({ database, clock }, 1000)
    close.push(() => hub.close())
    const outlet = new SlowOutlet()
    outlet.takeAll()
    const scope = { agencyId: 'agency', unitIds: null }
    const until = clock.now()
    const permit = () => Promise.resolve(permitted() ? until : null)
    hub.begin({ sessionId: 'session-1', officer, scope, permit }, until, outlet, [])
    return { database, hub, outlet }
  }

  it('writes a comment on every beat, and ends who may not read any more', async () => {
    let permitted = true
    const { outlet } = await hubWith(() => permitted)
    while (!outlet.taken.includes(': \n\n')) await new Promise(setImmediate)
    permitted = false
    await once(outlet, 'finish')
    expect(outlet.taken[0]).toBe('retry: 5000\n\n')
  })

  it('says nothing of a transaction that was undone, and of one that was committed only then', async () => {
    const { database, outlet } = await hubWith(() => true)
    const change = (unitId: string) => ({ kind: 'cases', agencyId: 'agency', unitId }) as const
    await expect(undone(database, change('a'))).rejects.toThrow('undone')
    await database.transaction(async (transaction) => {
      await announce(transaction, change('b'))
      await transaction.run('select 1')
      expect(outlet.taken).toEqual(['retry: 5000\n\n'])
    })
    while (outlet.taken.length < 2) await new Promise(setImmediate)
    expect(outlet.taken[1]).toContain('event: changed')
  })

  function undone(database: Database, change: Parameters<typeof announce>[1]): Promise<void> {
    return database.transaction(async (transaction) => {
      await announce(transaction, change)
      throw new Error('undone')
    })
  }

  it('tells of no more than twenty cases that one officer has open', async () => {
    const { hub } = await hubWith(() => true)
    for (let count = 0; count < 30; count += 1) {
      hub.presences.set(officer, identifierOf(`case-${count}`), 'viewing')
    }
    const others = hub.presences.ofOthers({ ...officer, id: identifierOf<OfficerId>('petugas-2') })
    expect(others.map(({ caseId }) => caseId)).toEqual(
      Array.from({ length: 20 }, (_, index) => `case-${index + 10}`),
    )
  })
})
