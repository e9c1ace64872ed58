import type { ElectronApplication } from '@playwright/test'
import { takesFunctions } from './inPage'

/** A request for changes, in milliseconds since 1970. */
export interface ChangesRequest {
  readonly began: number
  /** The first byte of the answer was there. */
  readonly answered: number | null
  /** The last one was. */
  readonly ended: number | null
  readonly status: number | null
}

interface Noted {
  began: number
  answered: number | null
  ended: number | null
  status: number | null
}

/** What the main process of a desk is given to keep: the functions that run in it share nothing else. */
interface WithNotes {
  benchRequests?: Map<number, Noted>
}

/** Notes from now on when a desk asks the national system for changes, in the main process, where it asks. */
export async function noteChangesRequests(application: ElectronApplication): Promise<void> {
  await takesFunctions(application)
  await application.evaluate(({ session }) => {
    const notes = new Map<number, Noted>()
    // Only this and the next function know of it.
    const place = globalThis as WithNotes
    place.benchRequests = notes
    const { webRequest } = session.fromPartition('national')
    const filter = { urls: ['*://*/v1/changes*'] }
    webRequest.onSendHeaders(filter, ({ id }) => {
      notes.set(id, { began: Date.now(), answered: null, ended: null, status: null })
    })
    webRequest.onResponseStarted(filter, ({ id, statusCode }) => {
      const note = notes.get(id)
      if (note) Object.assign(note, { answered: Date.now(), status: statusCode })
    })
    webRequest.onCompleted(filter, ({ id }) => {
      const note = notes.get(id)
      if (note) note.ended = Date.now()
    })
  })
}

/** What was noted, in the order in which it was asked. */
export async function changesRequests(application: ElectronApplication): Promise<readonly ChangesRequest[]> {
  return application.evaluate(() => {
    const place = globalThis as WithNotes
    return [...(place.benchRequests?.values() ?? [])]
  })
}
