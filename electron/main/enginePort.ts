import { MessageChannelMain, type BrowserWindow, type MessagePortMain } from 'electron'
import { z } from 'zod'
import { enginePortChannel } from '../../shared/bridge/channels'
import type { JournalMessage } from '../../shared/bridge/journalPort'
import type { OpenDesk } from './desk/openDesk'
import { JournalConversation } from './journal/journalConversation'

/**
 * The engine's way to the journal. There is one engine: a new port, after a reload or a worker that died, closes the
 * one before (ARCHITECTURE.md, *The four places*).
 */
export class EnginePort {
  private port: MessagePortMain | null = null

  open(window: BrowserWindow, desk: OpenDesk): void {
    this.close()
    const { port1: ours, port2: theirs } = new MessageChannelMain()
    const conversation = new JournalConversation(
      desk.journal,
      () => desk.surroundings(),
      desk.notes,
      () => desk.reportFiles,
    )
    const send = (message: JournalMessage): void => {
      if (this.port === ours) ours.postMessage(message)
      forgetKeyIn(message)
    }
    ours.on('message', ({ data }) => {
      void conversation.reply(data).then((reply) => {
        if (reply) send(reply)
      })
    })
    desk.journal.onReleased((actionId) => send({ kind: 'released', actionId }))
    desk.journal.onDiskState((diskState) => send({ kind: 'disk-state', diskState }))
    desk.reportFiles?.onTold((told) => send({ kind: 'report-file', ...told }))
    this.port = ours
    ours.start()
    window.webContents.postMessage(enginePortChannel, null, [theirs])
  }

  close(): void {
    this.port?.close()
    this.port = null
  }
}

/** The message was copied when it was posted; main's own copy of the key is overwritten. */
function forgetKeyIn(message: JournalMessage): void {
  if (message.kind !== 'answer') return
  const opening = openingSchema.safeParse(message.answer)
  opening.data?.cacheKey.fill(0)
}
const openingSchema = z.object({ cacheKey: z.instanceof(Uint8Array) })
