import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { build, Platform } from 'electron-builder'
import type { ElectronRuntime } from '../electron-runtime/electronRuntime'
import { packageConfiguration } from './configuration'
import type { System } from './options'
import { makeProgramFolder } from './programFolder'
import { bringOwnTools } from './tools'

export interface MakingPackages {
  readonly system: System
  /** All of the system when left out. */
  readonly targets?: readonly string[] | undefined
  readonly outputFolder: string
  readonly runtime: ElectronRuntime
  readonly isForDevelopment: boolean
  readonly isInspectable?: boolean
  /** `out/`, or a folder of the same form. */
  readonly builtFolder?: string
}

const platforms = {
  linux: Platform.LINUX,
  windows: Platform.WINDOWS,
  mac: Platform.MAC,
} as const satisfies Record<System, Platform>

/** Makes the packages of one system out of what was built; gives the paths of their files. */
export async function makePackages(making: MakingPackages): Promise<readonly string[]> {
  const { runtime, outputFolder, system } = making
  const programFolder = makeProgramFolder(making.builtFolder)
  bringOwnTools(process.env)
  // Packing as tightly as for a release takes minutes, and only those who download it have something of it.
  if (making.isForDevelopment) process.env['ELECTRON_BUILDER_COMPRESSION_LEVEL'] ??= '1'
  mkdirSync(outputFolder, { recursive: true })
  const packaging = {
    electronFolder: runtime.folder,
    electronVersion: runtime.version,
    programFolder,
    outputFolder,
    isForDevelopment: making.isForDevelopment || making.isInspectable === true,
    isInspectable: making.isInspectable === true,
  }
  try {
    return await build({
      targets: platforms[system].createTarget(making.targets ? [...making.targets] : undefined),
      config: packageConfiguration(packaging, process.env),
      publish: 'never',
    })
  } finally {
    await rm(dirname(programFolder), { recursive: true, force: true })
  }
}
