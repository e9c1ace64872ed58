import { beforeEach, describe, expect, it } from 'vitest'
import { PresenceTeller } from '../../../../renderer/engine/presence/presenceTeller'
import { Presences } from '../../../../renderer/engine/presence/presences'
import { ServerClock } from '../../../../renderer/engine/serverClock'
import { instantFrom, type CaseId, type OfficerId } from '../../../../shared/domain/identifiers'
import type { PresenceMode } from '../../../../shared/protocol/events'
import { VirtualClock } from '../support/virtualClock'

// Tests write ids as plain strings; the casts only add the brands.
const first = 'c-1' as unknown as CaseId
const second = 'c-2' as unknown as CaseId
const person = (plain: string) => plain as unknown as OfficerId
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

let clock: VirtualClock
beforeEach(() => {
  clock = new VirtualClock()
})

describe('who else is at a case', () => {
  let changed: CaseId[]
  let presences: Presences
  const came = (name: string, mode: PresenceMode, seconds: number, caseId = first) =>
    presences.came({
      caseId,
      officerId: person(name),
      name,
      mode,
      until: instantFrom(clock.serverNow() + seconds * 1000),
    })

  beforeEach(() => {
    changed = []
    const serverClock = new ServerClock(clock)
    serverClock.hear(new Date(clock.serverNow()).toUTCString())
    presences = new Presences({
      clock,
      serverClock,
      ownId: person('Sari'),
      changed: (caseId) => changed.push(caseId),
    })
  })

  it('is said, those who reply first, and never the officer at this desk', () => {
    came('Budi', 'viewing', 45)
    came('Andi', 'replying', 45)
    came('Sari', 'replying', 45)
    came('Rina', 'viewing', 45, second)
    expect(presences.of(first).map(({ name, mode }) => `${name} ${mode}`)).toEqual([
      'Andi replying',
      'Budi viewing',
    ])
    expect(changed).toEqual([first, first, second])
  })

  it('ends by itself, and at once when it is said to have ended', () => {
    came('Budi', 'viewing', 45)
    came('Andi', 'viewing', 45)
    came('Andi', 'viewing', 0)
    expect(presences.of(first).map(({ name }) => name)).toEqual(['Budi'])
    changed.length = 0
    clock.advance(45_000)
    expect(presences.of(first)).toEqual([])
    expect(changed).toEqual([first])
  })

  it('is nobody for longer than the protocol says, whatever clocks are set to', () => {
    came('Budi', 'viewing', 86_400)
    clock.jump(-3_600_000)
    clock.advance(45_001)
    expect(presences.of(first)).toEqual([])
  })

  it('is forgotten when nothing is heard any more', () => {
    came('Budi', 'viewing', 45)
    presences.forgetAll()
    expect(presences.of(first)).toEqual([])
    expect(changed).toEqual([first, first])
  })
})

describe('telling where the officer is', () => {
  let isHeard: boolean
  let sent: string[]
  let teller: PresenceTeller

  beforeEach(() => {
    isHeard = true
    sent = []
    teller = new PresenceTeller({
      clock,
      isHeard: () => isHeard,
      send: async (caseId, mode) => void sent.push(`${String(caseId)} ${mode}`),
    })
  })

  it('does not tell of a case that is only passed by', async () => {
    teller.tell(first, 'viewing')
    clock.advance(300)
    teller.tell(second, 'viewing')
    clock.advance(800)
    await settled()
    expect(sent).toEqual(['c-2 viewing'])
  })

  it('says it again before it is forgotten, and that it is over', async () => {
    teller.tell(first, 'viewing')
    clock.advance(60_800)
    teller.tell(first, 'replying')
    teller.tell(first, 'none')
    clock.advance(600_000)
    await settled()
    expect(sent).toEqual([...Array.from({ length: 3 }, () => 'c-1 viewing'), 'c-1 replying', 'c-1 none'])
  })

  it('ends the one before when another case is opened', async () => {
    teller.tell(first, 'replying')
    teller.tell(second, 'replying')
    await settled()
    expect(sent).toEqual(['c-1 replying', 'c-1 none', 'c-2 replying'])
  })

  it('tells nobody and keeps nothing for later while nothing is heard; heard again, what is true then', async () => {
    isHeard = false
    teller.tell(first, 'replying')
    teller.tell(second, 'viewing')
    clock.advance(120_000)
    await settled()
    expect(sent).toEqual([])
    isHeard = true
    teller.heardAgain()
    await settled()
    expect(sent).toEqual(['c-2 viewing'])
  })
})
