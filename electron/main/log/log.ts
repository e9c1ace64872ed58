import { join } from 'node:path'
import electronLog from 'electron-log/node'
import { redacted } from './redaction'

/** Writes an event of this program and a few facts about it; nothing else reaches the file. */
export type Log = (event: string, facts?: Readonly<Record<string, unknown>>) => void

const largestLogBytes = 2 * 1024 * 1024

/** Logs into the given folder and, in development, to the console. */
export function startLog(folder: string, toConsole: boolean): Log {
  const logger = electronLog.create({ logId: 'desk' })
  const { file, console: terminal } = logger.transports
  file.resolvePathFn = () => join(folder, 'desk.log')
  file.maxSize = largestLogBytes
  file.level = 'info'
  terminal.level = toConsole ? 'info' : false
  return (event, facts = {}) => {
    logger.info(event, JSON.stringify(redacted(facts)))
  }
}
