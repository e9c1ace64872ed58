import { z } from 'zod'
import { languages, themes, waysAfterSending, type Language } from '../../../shared/bridge/desk'
import { idleMinutesSchema, usualIdleMinutes } from '../../../shared/bridge/lock'
import { densities, firstPanes, panesSchema } from '../../../shared/bridge/panes'
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
  // Not in the files of the first programs, and nothing that a file should be given up for.
  density: z.enum(densities).catch('comfortable'),
  panes: panesSchema.catch(firstPanes),
  letterKeys: z.boolean().catch(true),
  afterSending: z.enum(waysAfterSending).catch('stay'),
  idleMinutes: idleMinutesSchema.catch(usualIdleMinutes),
})
export type Settings = Omit<z.infer<typeof settingsSchema>, 'version'>

export const defaultSettings: Settings = {
  language: 'id',
  theme: 'system',
  server: null,
  window: null,
  density: 'comfortable',
  panes: firstPanes,
  letterKeys: true,
  afterSending: 'stay',
  idleMinutes: usualIdleMinutes,
}

/** The officer's choices on this computer. Nothing secret, and nothing that could not be chosen again. */
export class SettingsStore {
  private lastWrite: Promise<void> = Promise.resolve()

  /**
   * A file that cannot be read is set aside, and the defaults hold. `firstLanguage` is that of a desk in which nobody has
   * chosen anything yet.
   */
  static async open(files: DiskFiles, path: string, firstLanguage?: Language): Promise<SettingsStore> {
    const bytes = await files.read(path)
    const settings = bytes && parseJson(settingsSchema, bytes)
    if (bytes && !settings) await files.rename(path, `${path}.broken`)
    if (!settings) {
      const language = firstLanguage ?? defaultSettings.language
      return new SettingsStore(files, path, { ...defaultSettings, language })
    }
    const { language, theme, density, panes, letterKeys, afterSending, idleMinutes, server, window } =
      settings
    const chosen = { language, theme, density, panes, letterKeys, afterSending, idleMinutes, server, window }
    return new SettingsStore(files, path, chosen)
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
