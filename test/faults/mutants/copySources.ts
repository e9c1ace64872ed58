import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** A text of one source file that is put in the place of another; it must stand there once. */
export interface Replacement {
  /** From the project's folder. */
  readonly file: string
  readonly find: string
  readonly replace: string
}

const projectFolder = resolve(import.meta.dirname, '../../..')
const copiesFolder = join(projectFolder, 'node_modules', '.cache', 'meja-aduan', 'fault-mutants')
const copied = [
  'shared',
  'electron',
  'renderer/engine',
  'renderer/i18n',
  'build',
  'test',
  'package.json',
  'tsconfig.json',
]

/** A copy of the product's sources and of the suite, to be changed: what is worked on meanwhile does not matter. */
export class CopiedSources {
  private constructor(readonly folder: string) {}

  static async make(): Promise<CopiedSources> {
    const folder = join(copiesFolder, String(process.pid))
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    for (const part of copied) await cp(join(projectFolder, part), join(folder, part), { recursive: true })
    await symlink(join(projectFolder, 'node_modules'), join(folder, 'node_modules'), 'dir')
    return new CopiedSources(folder)
  }

  /**
   * Changes them for as long as the work takes. Throws when a text is not found once: the source was written anew, and
   * the mutant must be too.
   */
  async changed<Answer>(replacements: readonly Replacement[], work: () => Promise<Answer>): Promise<Answer> {
    const before = new Map<string, string>()
    try {
      for (const replacement of replacements) await this.replace(replacement, before)
      return await work()
    } finally {
      for (const [path, source] of before) await writeFile(path, source)
    }
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
  }

  private async replace({ file, find, replace }: Replacement, before: Map<string, string>): Promise<void> {
    const path = join(this.folder, file)
    const source = await readFile(path, 'utf8')
    if (!before.has(path)) before.set(path, source)
    const times = source.split(find).length - 1
    if (times !== 1) throw new Error(`${file} holds ${JSON.stringify(find)} ${times} times, not once`)
    // A function, so that no sign in it means anything.
    await writeFile(
      path,
      source.replace(find, () => replace),
    )
  }
}
