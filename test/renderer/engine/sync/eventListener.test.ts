import { beforeEach, describe, expect, it } from 'vitest'
import { AskingGate } from '../../../../renderer/engine/sync/askingGate'
import { EventListener } from '../../../../renderer/engine/sync/eventListener'
import type { EventStream, EventTransport } from '../../../../renderer/engine/sync/eventTransport'
import type { TransportAnswer } from '../../../../renderer/engine/sync/transport'
import { Notes } from '../../../../renderer/engine/journal/notes'
import { ServerClock } from '../../../../renderer/engine/serverClock'
import { noSteps } from '../../../../renderer/engine/steps'
import { VirtualClock } from '../support/virtualClock'

/** A stream into which a test writes, and which ends as a connection does. */
class WrittenStream implements EventStream {
  readonly kind = 'stream'
  readonly date = null
  private wake: () => void = () => undefined
  private waiting: string[] = []
  private over = false
  readonly texts = this.read()

  constructor(signal: AbortSignal) {
    signal.addEventListener('abort', () => this.end())
  }
  write(text: string): void {
    this.waiting.push(text)
    this.wake()
  }
  end(): void {
    this.over = true
    this.wake()
  }
  private async *read(): AsyncGenerator<string, void> {
    for (;;) {
      const text = this.waiting.shift()
      if (text !== undefined) yield text
      else if (this.over) return
      else await new Promise<void>((resolve) => (this.wake = resolve))
    }
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))
const failure: TransportAnswer = { kind: 'failed', problem: 'unreachable' }
const answer = (status: number, code: string, retryAfter: string | null = null): TransportAnswer => ({
  kind: 'answer',
  status,
  text: JSON.stringify({ type: 'about:blank', title: code, status, code }),
  etag: null,
  retryAfter,
  date: null,
})

let clock: VirtualClock
let streams: WrittenStream[]
let answers: TransportAnswer[]
let told: string[]
let listener: EventListener
let gate: AskingGate

beforeEach(() => {
  clock = new VirtualClock()
  streams = []
  answers = []
  told = []
  const transport: EventTransport = {
    async open(signal) {
      told.push('asked')
      const next = answers.shift()
      if (next) return next
      const stream = new WrittenStream(signal)
      streams.push(stream)
      return stream
    },
  }
  // Of the journal nothing but this is asked here; the cast leaves out the rest.
  const notes = new Notes({ request: async () => ({}) } as never, {})
  gate = new AskingGate(clock, notes, noSteps)
  listener = new EventListener({
    transport,
    clock,
    random: () => 0.5,
    gate,
    serverClock: new ServerClock(clock),
    changed: (about) => told.push(`changed ${[...about].sort().join()}`),
    presence: ({ name, mode }) => told.push(`${name} ${mode}`),
    opened: () => told.push('opened'),
    ended: () => told.push('ended'),
  })
})

async function opened(): Promise<WrittenStream> {
  listener.reached()
  await settled()
  const stream = streams.at(-1)
  if (!stream) throw new Error('No stream was opened')
  clock.advance(1_000)
  told.length = 0
  return stream
}

describe('hearing events', () => {
  it('begins when the national system was reached, and not before', async () => {
    clock.advance(600_000)
    expect(told).toEqual([])
    await opened()
    expect(listener.isOpen).toBe(true)
  })

  it('makes one pull of many changes, and asks after what happened while nobody listened', async () => {
    listener.reached()
    await settled()
    clock.advance(1_000)
    expect(told).toEqual(['asked', 'opened', 'changed cases'])
    streams[0]?.write('event: changed\ndata: {}\n\nevent: changed\ndata: {"about":"reference"}\n\n'.repeat(3))
    await settled()
    clock.advance(1_000)
    expect(told.slice(3)).toEqual(['changed cases,reference'])
  })

  it('hears who is there, and passes over what it does not understand', async () => {
    const stream = await opened()
    const presence = {
      caseId: 'c',
      officerId: 'o',
      name: 'Budi',
      mode: 'replying',
      until: '2026-11-24T01:00:45.000Z',
    }
    stream.write(
      `event: presence\ndata: ${JSON.stringify({ ...presence, mode: 'menari' })}\n\nevent: hujan\ndata: 1\n\n`,
    )
    stream.write(`event: presence\ndata: ${JSON.stringify(presence)}\n\n`)
    await settled()
    expect(told).toEqual(['Budi replying'])
  })

  it('takes a connection that is silent for long to be gone, and opens another', async () => {
    const stream = await opened()
    clock.advance(40_000)
    stream.write(': \n\n')
    await settled()
    clock.advance(40_000)
    await settled()
    expect(told).toEqual([])
    clock.advance(30_000)
    await settled()
    expect(told).toEqual(['ended'])
    clock.advance(1_000)
    await settled()
    expect(streams).toHaveLength(2)
  })

  it('waits longer after every failure, and no longer than until the system is reached again', async () => {
    answers = [failure, failure, failure, failure]
    listener.reached()
    await settled()
    for (const wait of [500, 1_000, 2_000]) {
      clock.advance(wait - 1)
      await settled()
      const before = told.length
      clock.advance(1)
      await settled()
      expect(told.length).toBe(before + 1)
    }
    listener.reached()
    await settled()
    expect(listener.isOpen).toBe(true)
  })

  it('keeps to the time that the national system names', async () => {
    answers = [answer(503, 'maintenance', '120')]
    listener.reached()
    await settled()
    expect(gate.told()?.wait).toBe(120_000)
    listener.reached()
    clock.advance(60_000)
    await settled()
    expect(told).toEqual(['asked'])
    clock.advance(60_000)
    listener.reached()
    await settled()
    expect(listener.isOpen).toBe(true)
  })

  it('asks a server without events seldom, and a session that ended not at all', async () => {
    answers = [answer(404, 'not_found'), answer(401, 'session_revoked')]
    listener.reached()
    await settled()
    listener.reached()
    await settled()
    expect(told).toEqual(['asked'])
    clock.advance(500)
    await settled()
    expect(told).toEqual(['asked', 'asked'])
    clock.advance(600_000)
    await settled()
    expect(told).toEqual(['asked', 'asked'])
  })

  it('says nothing after it was stopped', async () => {
    const stream = await opened()
    listener.stop()
    stream.write('event: changed\ndata: {}\n\n')
    await settled()
    clock.advance(600_000)
    await settled()
    expect(told.filter((word) => word !== 'ended')).toEqual([])
    expect(streams).toHaveLength(1)
  })
})
