import type { ElectronRuntime } from '../electron-runtime/electronRuntime'
import type { System } from './options'
import { missingForRelease } from './signing'

/** Why packages of this would be no release; null when they may be one. */
export function refusalOf(
  system: System,
  { origin, version }: Pick<ElectronRuntime, 'origin' | 'version'>,
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  if (origin === 'registry') {
    return (
      `Electron ${version} out of a registry package is for development and tests and is never shipped. ` +
      'Allow the official download (npx install-electron), or set ELECTRON_OVERRIDE_DIST_PATH.'
    )
  }
  const missing = missingForRelease(system, environment)
  return missing.length > 0 ? `A release is signed; missing in the environment: ${missing.join(', ')}` : null
}
