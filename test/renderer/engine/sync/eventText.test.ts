import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventReader } from '../../../../renderer/engine/sync/eventText'

const stream =
  'retry: 5000\n\n: \n\nevent: changed\ndata: {"about":"cases"}\n\nevent: presence\r\ndata: {"a":\r\ndata: 1}\r\n\r\ndata: tanpa nama\r\r'
const heard = [
  { name: 'changed', data: '{"about":"cases"}' },
  { name: 'presence', data: '{"a":\n1}' },
  { name: 'message', data: 'tanpa nama' },
]

describe('a stream of events', () => {
  it('says the same wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 12 }), (cuts) => {
        const places = [0, ...cuts.sort((one, other) => one - other), stream.length]
        const reader = new EventReader()
        const events = places.flatMap((place, index) =>
          reader.take(stream.slice(place, places[index + 1] ?? place)),
        )
        // The last line end could be the first half of two characters, so what follows it tells.
        expect([...events, ...reader.take(':\n')]).toEqual(heard)
      }),
    )
  })

  it('is none when it never comes to an end of a line, or of an event', () => {
    const endless = new EventReader()
    expect(() => endless.take('x'.repeat(200_000))).toThrow()
    const heap = new EventReader()
    expect(() => heap.take('data: 12345\n'.repeat(30_000))).toThrow()
  })
})
