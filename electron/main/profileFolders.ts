import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'

export interface ProfileFolders {
  readonly root: string
  readonly logs: string
}

/**
 * Puts everything that the program writes under one folder: what Chromium keeps, logs and crash dumps too
 * (SECURITY.md 11). Before anything is written, so before `ready`.
 */
export function settleProfile(chosen: string | null): ProfileFolders {
  const root = chosen ?? app.getPath('userData')
  const logs = join(root, 'logs')
  mkdirSync(logs, { recursive: true, mode: 0o700 })
  app.setPath('userData', root)
  app.setPath('sessionData', join(root, 'chromium'))
  app.setPath('crashDumps', join(root, 'crash-dumps'))
  app.setAppLogsPath(logs)
  return { root, logs }
}
