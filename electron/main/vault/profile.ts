import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { DeviceId, OfficerId } from '../../../shared/domain/identifiers'
import { identifier } from '../../../shared/protocol/primitives'
import type { DiskFiles } from '../files/diskFiles'
import { makeFolderDurably, removeDurably, writeDurably } from '../files/durableFile'
import { jsonBytes, parseJson } from '../files/jsonFile'

export const folderNameSchema = z.string().regex(/^[0-9a-f]{32}$/)

/** Who was signed in last. Not sealed: it must be read before the keys are open, and names no citizen. */
const lastOfficerSchema = z.object({
  version: z.literal(1),
  folderName: folderNameSchema,
  officerName: z.string().min(1),
})
export type LastOfficer = Omit<z.infer<typeof lastOfficerSchema>, 'version'>

const deviceSchema = z.object({ version: z.literal(1), deviceId: identifier<DeviceId>() })

/** The files of the profile folder that belong to the desk rather than to Chromium. */
export class Profile {
  constructor(
    private readonly files: DiskFiles,
    private readonly root: string,
  ) {}

  officerFolder(folderName: string): string {
    return join(this.root, 'officers', folderName)
  }

  async makeOfficerFolder(folderName: string): Promise<string> {
    const folder = this.officerFolder(folderName)
    await makeFolderDurably(this.files, join(this.root, 'officers'))
    await makeFolderDurably(this.files, folder)
    return folder
  }

  async lastOfficer(): Promise<LastOfficer | null> {
    const bytes = await this.files.read(this.lastOfficerPath())
    return bytes && parseJson(lastOfficerSchema, bytes)
  }

  async rememberOfficer(officer: LastOfficer): Promise<void> {
    await writeDurably(this.files, this.lastOfficerPath(), jsonBytes({ version: 1, ...officer }))
  }

  async forgetLastOfficer(): Promise<void> {
    await removeDurably(this.files, this.lastOfficerPath())
  }

  /** Made at first use; the national system knows this computer by it (PROTOCOL.md 2.1). */
  async deviceId(): Promise<DeviceId> {
    const path = join(this.root, 'device.json')
    const bytes = await this.files.read(path)
    const known = bytes && parseJson(deviceSchema, bytes)
    if (known) return known.deviceId
    // A new UUID is an identifier of a device by being given to one; the cast only adds the brand.
    const deviceId = randomUUID() as string as DeviceId
    await writeDurably(this.files, path, jsonBytes({ version: 1, deviceId }))
    return deviceId
  }

  private lastOfficerPath(): string {
    return join(this.root, 'last-officer.json')
  }
}

/** The name of an officer's folder at a server: tells neither of them, and is the same at every sign-in. */
export function officerFolderName(server: string, officerId: OfficerId): string {
  return createHash('sha256').update(`${server}\n${officerId}`, 'utf8').digest('hex').slice(0, 32)
}
