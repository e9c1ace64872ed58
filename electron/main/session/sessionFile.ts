import { join } from 'node:path'
import { z } from 'zod'
import { officerSchema } from '../../../shared/protocol/session'
import type { DiskFiles } from '../files/diskFiles'
import { removeDurably, writeDurably } from '../files/durableFile'
import { jsonBytes, parseJson } from '../files/jsonFile'
import { seal, unseal } from '../files/sealing'

const storedSessionSchema = z.object({
  version: z.literal(1),
  server: z.string().min(1),
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  officer: officerSchema,
})
export type StoredSession = Omit<z.infer<typeof storedSessionSchema>, 'version'>

const sessionContext = Buffer.from('meja-aduan session 1', 'utf8')

export const sessionName = 'session.sealed'

/** The bytes of a session's file under another key; null when they cannot be opened. */
export function sessionSealedAnew(sealed: Uint8Array, from: Uint8Array, to: Uint8Array): Buffer | null {
  const plain = unseal(from, sealed, sessionContext)
  return plain && seal(to, plain, sessionContext)
}

/** The session of one officer on the disk, sealed with the outbox key. */
export class SessionFile {
  private readonly path: string

  constructor(
    private readonly files: DiskFiles,
    folder: string,
    private readonly key: Uint8Array,
  ) {
    this.path = join(folder, sessionName)
  }

  /** Null when there is none or it cannot be opened: signing in again makes a new one, nothing else is lost. */
  async read(): Promise<StoredSession | null> {
    const sealed = await this.files.read(this.path)
    const plain = sealed && unseal(this.key, sealed, sessionContext)
    return plain && parseJson(storedSessionSchema, plain)
  }

  /** Resolves when it is on the disk (PROTOCOL.md 2.2). */
  async write(session: StoredSession): Promise<void> {
    const plain = jsonBytes({ version: 1, ...session })
    await writeDurably(this.files, this.path, seal(this.key, plain, sessionContext))
  }

  async remove(): Promise<void> {
    await removeDurably(this.files, this.path)
  }
}
