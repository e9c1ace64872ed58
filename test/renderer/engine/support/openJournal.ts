import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReportFiles } from '../../../../electron/main/attachments/reportFiles'
import { EngineNotesFile } from '../../../../electron/main/desk/engineNotesFile'
import { realDiskFiles } from '../../../../electron/main/files/diskFiles'
import { Journal } from '../../../../electron/main/journal/journal'
import { JournalConversation } from '../../../../electron/main/journal/journalConversation'
import type { Officer } from '../../../../shared/domain/officer'
import type { VirtualClock } from './virtualClock'
import { noReportFiles } from '../../../electron/main/attachments/noReportFiles'

/** The real journal on a real file, as main keeps it for one officer. */
export interface OfficerJournal {
  readonly journal: Journal
  /** A new port, whose other end the journal answers; the one before is not answered any more. */
  port(): MessagePort
  close(): Promise<void>
}

export interface Desk {
  readonly folder: string
  readonly databaseName: string
  /** Null: the desk is locked. */
  readonly cacheKey: Uint8Array<ArrayBuffer> | null
  remove(): Promise<void>
}

let desksMade = 0

/** A profile of its own for each test. */
export async function newDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-'))
  return {
    folder,
    databaseName: `desk-${++desksMade}`,
    cacheKey: new Uint8Array(32).fill(7),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

export async function openJournal(
  desk: Desk,
  officer: Officer,
  clock: VirtualClock,
  reportFiles?: ReportFiles,
): Promise<OfficerJournal> {
  const opened = await Journal.open({
    files: realDiskFiles,
    path: join(desk.folder, 'journal'),
    key: new Uint8Array(32).fill(9),
    now: () => new Date(clock.now()),
    clock: clock.ofMain,
  })
  if (opened.kind === 'newer') throw new Error('The journal is of a newer program.')
  const { journal } = opened
  const notes = await EngineNotesFile.open(realDiskFiles, desk.folder, new Uint8Array(32).fill(9))
  const surroundings = () => ({
    officer,
    server: 'http://127.0.0.1',
    databaseName: desk.databaseName,
    cacheKey: desk.cacheKey?.slice() ?? null,
  })
  const conversation = new JournalConversation(
    journal,
    surroundings,
    notes,
    () => reportFiles ?? noReportFiles,
  )
  let current: MessagePort | null = null
  return {
    journal,
    port() {
      current?.close()
      const { port1, port2 } = new MessageChannel()
      current = port1
      port1.addEventListener('message', (event: MessageEvent<unknown>) => {
        void conversation.reply(event.data).then((reply) => port1.postMessage(reply))
      })
      journal.onReleased((actionId) => port1.postMessage({ kind: 'released', actionId }))
      reportFiles?.onTold((told) => port1.postMessage({ kind: 'report-file', ...told }))
      port1.start()
      return port2
    },
    async close() {
      current?.close()
      await journal.close()
      await notes.close()
    },
  }
}
