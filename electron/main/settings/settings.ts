import { z } from 'zod'
import { languages, themes } from '../../../shared/bridge/desk'
import type { DiskFiles } from '../files/diskFiles'
import { writeDurably } from '../files/durableFile'
import { jsonBytes, parseJson } from '../files/jsonFile'

const boundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean(),
})
export type WindowBounds = z.infer<typeof boundsSchema>

const settingsSchema = z.object({
  version: z.literal(1),
  language: z.enum(languages),
  theme: z.enum(themes),
  server: z.string().nullable(),
  window: boundsSchema.nullable(),
})
export type Settings = Omit<z.infer<typeof settingsSchema>, 'version'>

export const defaultSettings: Settings = { language: 'id', theme: 'system', server: null, window: null }

/** The officer's choices on this computer. Nothing secret, and nothing that could not be chosen again. */
export class SettingsStore {
  private lastWrite: Promise<void> = Promise.resolve()

  /** A file that cannot be read is set aside, and the defaults hold. */
  static async open(files: DiskFiles, path: string): Promise<SettingsStore> {
    const bytes = await files.read(path)
    const settings = bytes && parseJson(settingsSchema, bytes)
    if (bytes && !settings) await files.rename(path, `${path}.broken`)
    return new SettingsStore(files, path, settings ?? defaultSettings)
  }

  private constructor(
    private readonly files: DiskFiles,
    private readonly path: string,
    private settings: Settings,
  ) {}

  get current(): Settings {
    return this.settings
  }

  /** Holds at once; resolves when it is on the disk. Writes do not overtake each other. */
  change(changes: Partial<Settings>): Promise<void> {
    this.settings = { ...this.settings, ...changes }
    const write = this.lastWrite.then(() =>
      writeDurably(this.files, this.path, jsonBytes({ version: 1, ...this.settings })),
    )
    this.lastWrite = write.catch(() => undefined)
    return write
  }

  /** Resolves when nothing is being written. */
  async close(): Promise<void> {
    await this.lastWrite
  }
}
