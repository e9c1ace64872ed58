import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { DiskFiles } from '../files/diskFiles'
import { removeDurably, writeDurably } from '../files/durableFile'
import { jsonBytes, parseJson } from '../files/jsonFile'
import { keysFileName } from './keysFile'
import { folderNameSchema, type Profile } from './profile'

/** Every place at which a removal can be cut short, named by what comes next. Tests kill at each of them. */
export const removalSteps = [
  'mark',
  'overwrite-keys',
  'remove-keys',
  'remove-files',
  'forget-last-officer',
  'clear-databases',
  'remove-mark',
] as const
export type RemovalStep = (typeof removalSteps)[number]

export interface RemovalSetting {
  readonly files: DiskFiles
  readonly profile: Profile
  /** The folder that holds the mark of a removal that is under way. */
  readonly root: string
  /**
   * Empties what Chromium keeps for the page. One database cannot be deleted without opening it, so the caches of all
   * officers of this computer go; a pull brings those of the others back.
   */
  readonly clearDatabases: () => Promise<void>
  readonly onStep?: (step: RemovalStep) => void | Promise<void>
}

const markSchema = z.object({ version: z.literal(1), folderName: folderNameSchema })

/**
 * Destroys all that an officer has on this computer (SECURITY.md 14): first the wrapped keys, without which the rest
 * is noise, then the rest. What is to be removed is on the disk before anything is, so that a removal that was cut
 * short is finished at the next start.
 */
export class Removal {
  constructor(private readonly setting: RemovalSetting) {}

  /** Resolves when the removal will happen, whatever becomes of the program. */
  async begin(folderName: string): Promise<void> {
    await this.step('mark')
    await writeDurably(this.setting.files, this.markPath(), jsonBytes({ version: 1, folderName }))
  }

  /** Removes what is marked. Nothing may have it open. Answers whether anything was. */
  async finish(): Promise<boolean> {
    const { clearDatabases, files, profile } = this.setting
    const bytes = await files.read(this.markPath())
    if (bytes === null) return false
    const mark = parseJson(markSchema, bytes)
    // A mark is written whole or not at all; one of another form names nothing that could be removed.
    if (mark) {
      const folder = profile.officerFolder(mark.folderName)
      await this.destroyKeys(folder)
      await this.step('remove-files')
      await files.removeFolder(folder)
      await this.step('forget-last-officer')
      if ((await profile.lastOfficer())?.folderName === mark.folderName) await profile.forgetLastOfficer()
      await this.step('clear-databases')
      await clearDatabases()
    }
    await this.step('remove-mark')
    await removeDurably(files, this.markPath())
    return mark !== null
  }

  private async destroyKeys(folder: string): Promise<void> {
    const { files } = this.setting
    // What a write of them that was cut short has left is a copy too.
    const copies = (await files.list(folder)).filter(({ name }) => name.startsWith(keysFileName))
    await this.step('overwrite-keys')
    for (const { name, length } of copies) {
      const handle = await files.open(join(folder, name))
      try {
        await handle.write(randomBytes(length), 0)
        await handle.sync()
      } finally {
        await handle.close()
      }
    }
    await this.step('remove-keys')
    for (const { name } of copies) await removeDurably(files, join(folder, name))
  }

  private async step(step: RemovalStep): Promise<void> {
    await this.setting.onStep?.(step)
  }

  private markPath(): string {
    return join(this.setting.root, 'removal.json')
  }
}
