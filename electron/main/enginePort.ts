import { MessageChannelMain, type BrowserWindow, type MessagePortMain } from 'electron'
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
    const conversation = new JournalConversation(desk.journal, () => desk.surroundings())
    const send = (message: JournalMessage): void => {
      if (this.port === ours) ours.postMessage(message)
    }
    ours.on('message', ({ data }) => {
      void conversation.reply(data).then((reply) => {
        if (reply) send(reply)
      })
    })
    desk.journal.onReleased((actionId) => send({ kind: 'released', actionId }))
    this.port = ours
    ours.start()
    window.webContents.postMessage(enginePortChannel, null, [theirs])
  }

  close(): void {
    this.port?.close()
    this.port = null
  }
}
