import { assertNever } from '../../../shared/domain/assertNever'
import type { ActionId } from '../../../shared/domain/identifiers'
import type { ReportFileTold } from '../../../shared/bridge/reportFiles'
import type {
  DiskState,
  JournalAnswers,
  JournalFailureCode,
  JournalRequest,
  JournalRequestBody,
  JournalRequestName,
} from '../../../shared/bridge/journalPort'
import { answerSchemas, messageSchema } from './answers'

/** The journal of the main process, as the engine asks it. */
export interface JournalClient {
  /** Throws `JournalFailure`; for requests that write, an answer means that the record is on the disk. */
  request<Name extends JournalRequestName>(
    name: Name,
    body: JournalRequestBody<Name>,
  ): Promise<JournalAnswers[Name]>
  /** At most one listener: called when the hold of an action is over. */
  onReleased(listener: (actionId: ActionId) => void): void
  /** At most one listener: called when the journal's disk gets full or has room again. */
  onDiskState(listener: (diskState: DiskState) => void): void
  /** At most one listener: called as a file of a report comes, and when it is here or did not come. */
  onReportFile(listener: (told: ReportFileTold) => void): void
  /** Requests that have no answer yet fail as `closed`. */
  close(): void
}

/** A request that the journal did not do. What was to be saved is not. */
export class JournalFailure extends Error {
  override readonly name = 'JournalFailure'

  constructor(
    readonly code: JournalFailureCode,
    readonly tried: JournalRequestName,
    detail: string,
  ) {
    super(`${tried}: ${detail}`)
  }
}

/** What the client needs of a MessagePort. */
export interface JournalPort {
  postMessage(message: JournalRequest): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  start(): void
  close(): void
}

interface Pending {
  readonly name: JournalRequestName
  readonly answered: (answer: unknown) => void
  readonly failed: (failure: JournalFailure) => void
}

/** Speaks to the journal over its port: numbered requests, each answered once, every message checked. */
export function journalOverPort(port: JournalPort): JournalClient {
  const pending = new Map<number, Pending>()
  let lastNumber = 0
  let closed = false
  let released: (actionId: ActionId) => void = () => undefined
  let diskStateChanged: (diskState: DiskState) => void = () => undefined
  let reportFileTold: (told: ReportFileTold) => void = () => undefined

  const take = (requestNumber: number): Pending | undefined => {
    const request = pending.get(requestNumber)
    pending.delete(requestNumber)
    return request
  }

  const receive = (data: unknown): void => {
    const message = messageSchema.safeParse(data)
    // Not of this contract: whoever waits for it is told by the port's closing, nobody by a guess.
    if (!message.success) return
    switch (message.data.kind) {
      case 'answer':
        take(message.data.requestNumber)?.answered(message.data.answer)
        return
      case 'failure': {
        const request = take(message.data.requestNumber)
        request?.failed(new JournalFailure(message.data.code, request.name, message.data.detail))
        return
      }
      case 'released':
        released(message.data.actionId)
        return
      case 'disk-state':
        diskStateChanged(message.data.diskState)
        return
      case 'report-file': {
        const { attachmentId, state } = message.data
        reportFileTold({ attachmentId, state })
        return
      }
      default:
        assertNever(message.data, 'message of the journal')
    }
  }

  port.addEventListener('message', (event) => receive(event.data))
  port.start()

  return {
    request(name, body) {
      if (closed) return Promise.reject(new JournalFailure('closed', name, 'The journal is closed.'))
      const requestNumber = ++lastNumber
      return new Promise((resolve, reject) => {
        pending.set(requestNumber, {
          name,
          failed: reject,
          answered: (answer) => {
            const checked = answerSchemas[name].safeParse(answer)
            if (checked.success) resolve(checked.data)
            else reject(new JournalFailure('invalid', name, 'The answer has another form than agreed.'))
          },
        })
        port.postMessage({ requestNumber, name, body })
      })
    },
    onReleased(listener) {
      released = listener
    },
    onDiskState(listener) {
      diskStateChanged = listener
    },
    onReportFile(listener) {
      reportFileTold = listener
    },
    close() {
      closed = true
      port.close()
      for (const request of pending.values()) {
        request.failed(new JournalFailure('closed', request.name, 'The journal was closed.'))
      }
      pending.clear()
    },
  }
}
