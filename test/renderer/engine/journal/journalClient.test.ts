import { describe, expect, test } from 'vitest'
import type { JournalRequest } from '../../../../shared/bridge/journalPort'
import type { ActionId } from '../../../../shared/domain/identifiers'
import { JournalFailure, journalOverPort } from '../../../../renderer/engine/journal/journalClient'

/** The journal's end of a port, as a test answers on it. */
function port() {
  const asked: JournalRequest[] = []
  let listener: (event: { readonly data: unknown }) => void = () => undefined
  return {
    asked,
    say: (data: unknown) => listener({ data }),
    end: {
      postMessage: (message: JournalRequest) => void asked.push(message),
      addEventListener: (_type: 'message', added: typeof listener) => void (listener = added),
      start: () => undefined,
      close: () => undefined,
    },
  }
}
const actionId = 'action' as ActionId

describe('the journal’s client', () => {
  test('gives each answer to the request of its number', async () => {
    const { asked, end, say } = port()
    const client = journalOverPort(end)
    const first = client.request('undo', { actionId })
    const second = client.request('discard', { actionId })
    say({ kind: 'answer', requestNumber: asked[1]?.requestNumber, answer: { discarded: true } })
    say({ kind: 'answer', requestNumber: asked[0]?.requestNumber, answer: { undone: false } })
    expect(await first).toEqual({ undone: false })
    expect(await second).toEqual({ discarded: true })
  })

  test('fails with the journal’s own code, and with closed when nobody will answer', async () => {
    const { asked, end, say } = port()
    const client = journalOverPort(end)
    const full = client.request('undo', { actionId })
    say({ kind: 'failure', requestNumber: asked[0]?.requestNumber, code: 'disk-full', detail: 'x' })
    await expect(full).rejects.toMatchObject({ code: 'disk-full', tried: 'undo' })
    const open = client.request('undo', { actionId })
    client.close()
    await expect(open).rejects.toMatchObject({ code: 'closed' })
    await expect(client.request('undo', { actionId })).rejects.toBeInstanceOf(JournalFailure)
  })

  test('does not believe an answer of another form, nor a message of none', async () => {
    const { asked, end, say } = port()
    const client = journalOverPort(end)
    const released: string[] = []
    client.onReleased((id) => released.push(id))
    const undo = client.request('undo', { actionId })
    say('garbage')
    say({ kind: 'released', actionId: 7 })
    say({ kind: 'answer', requestNumber: asked[0]?.requestNumber, answer: { undone: 'yes' } })
    await expect(undo).rejects.toMatchObject({ code: 'invalid' })
    say({ kind: 'released', actionId })
    expect(released).toEqual(['action'])
  })
})
