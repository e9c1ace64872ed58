import { readFile, stat } from 'node:fs/promises'
import { join, posix } from 'node:path'
import type { z } from 'zod'
import type { ManagedProblem, ManagedState } from '../../../shared/bridge/managed'
import { systemErrorCode } from '../files/diskFiles'
import { managedSettingsSchema, type ManagedSettings } from './managedSchema'

export interface ManagedReading {
  readonly settings: ManagedSettings
  /** What of the file does not hold, and why; nothing of it keeps the program from starting. */
  readonly problems: readonly ManagedProblem[]
}

const nothing: ManagedReading = { settings: {}, problems: [] }

/** A file of settings is a few lines; what is longer is something else. */
const longestFile = 64 * 1024
const longestKeyShown = 40

/** Where IT staff put the file; on each system a place that ordinary users cannot write. */
export function managedSettingsPath(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  switch (platform) {
    case 'win32':
      return join(environment['ProgramData'] ?? 'C:\\ProgramData', 'Meja Aduan', 'settings.json')
    case 'darwin':
      return '/Library/Application Support/Meja Aduan/settings.json'
    default:
      return posix.join('/etc', 'meja-aduan', 'settings.json')
  }
}

/** Reads the file of that path; none is no problem. Never throws. */
export async function readManagedSettings(path: string): Promise<ManagedReading> {
  try {
    const { mode, size } = await stat(path)
    // Whoever could write it could send officers' passwords to a server of their own. Windows has no such bits.
    if (process.platform !== 'win32' && (mode & 0o022) !== 0) return refused('writable-by-others')
    if (size > longestFile) return refused('unreadable')
    return managedSettingsIn(await readFile(path, 'utf8'))
  } catch (error) {
    const code = systemErrorCode(error)
    return code === 'ENOENT' || code === 'ENOTDIR' ? nothing : refused('unreadable')
  }
}

/** What a text sets. Each key stands for itself: one that is wrong takes no other with it. */
export function managedSettingsIn(text: string): ManagedReading {
  const given = parsed(text)
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return refused('unreadable')
  const problems: ManagedProblem[] = []
  const settings: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(given)) {
    const schema = schemaOf(key)
    if (!schema) problems.push({ kind: 'unknown-key', key: shown(key) })
    else if (!schema.safeParse(value).success) problems.push({ kind: 'bad-value', key })
    else if (key !== '$schema') settings[key] = value
  }
  return { settings, problems }
}

/** What the page shows of them. */
export function managedStateOf({ settings, problems }: ManagedReading): ManagedState {
  return { fixesServer: settings.server !== undefined, problems }
}

/** How much of the disk files of reports may take; undefined leaves it to the program. */
export function attachmentBytesOf({ settings }: ManagedReading): number | undefined {
  const megabytes = settings.attachmentStoreMegabytes
  return megabytes === undefined ? undefined : megabytes * 1_000_000
}

/** The longest time after which the desk locks itself; null when officers choose freely (SECURITY.md 13). */
export function longestIdleMinutesOf({ settings }: ManagedReading): number | null {
  return settings.idleLockMinutes ?? null
}

function schemaOf(key: string): z.ZodType | null {
  const { shape } = managedSettingsSchema
  // It was just asked whether it is a key of it.
  return Object.hasOwn(shape, key) ? shape[key as keyof typeof shape] : null
}

/** A key is quoted to whoever must mend the file; what else may stand there is not. */
function shown(key: string): string {
  const plain = key.replace(/[^\p{L}\p{N}_.$-]/gu, '?')
  return [...plain].slice(0, longestKeyShown).join('')
}

function refused(kind: 'unreadable' | 'writable-by-others'): ManagedReading {
  return { settings: {}, problems: [{ kind }] }
}

/** Editors of Windows put a mark of the byte order first. Undefined when it is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
