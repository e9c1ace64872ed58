import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFolder } from './sandboxProcess'

/** Texts of one source file that are put in the place of others; each must stand there once. */
export interface Replacement {
  /** From the project's folder. */
  readonly file: string
  readonly find: string
  readonly replace: string
}

const copiesFolder = join(projectFolder, 'node_modules', '.cache', 'meja-aduan', 'mutants')

/**
 * Copies the sandbox's sources to a folder of their own and changes them there. Throws when a text is not found once:
 * the source was written anew, and the mutant must be too. Gives the folder.
 */
export async function copySources(name: string, replacements: readonly Replacement[]): Promise<string> {
  const folder = join(copiesFolder, `${process.pid}-${name}`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const isSource = (path: string): boolean => !path.endsWith('.test.ts')
  for (const part of ['shared', 'test/national']) {
    await cp(join(projectFolder, part), join(folder, part), { recursive: true, filter: isSource })
  }
  await cp(join(projectFolder, 'tsconfig.json'), join(folder, 'tsconfig.json'))
  // A folder below node_modules belongs to no package unless it says so.
  await writeFile(join(folder, 'package.json'), '{"type":"module"}\n')
  await symlink(join(projectFolder, 'node_modules'), join(folder, 'node_modules'), 'dir')
  for (const replacement of replacements) await replaceIn(folder, replacement)
  return folder
}

export async function removeSources(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

async function replaceIn(folder: string, { file, find, replace }: Replacement): Promise<void> {
  const path = join(folder, file)
  const source = await readFile(path, 'utf8')
  const times = source.split(find).length - 1
  if (times !== 1) throw new Error(`${file} holds ${JSON.stringify(find)} ${times} times, not once`)
  // A function, so that no sign in it means anything.
  await writeFile(
    path,
    source.replace(find, () => replace),
  )
}
