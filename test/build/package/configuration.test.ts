import { validateConfiguration } from 'app-builder-lib/out/util/config/config'
import { DebugLogger } from 'builder-util'
import { describe, expect, it } from 'vitest'
import {
  linkScheme,
  packageConfiguration,
  shippedFuses,
  type Packaging,
} from '../../../build/package/configuration'
import { missingForRelease } from '../../../build/package/signing'

const packaging: Packaging = {
  electronFolder: '/electron',
  electronVersion: '45.4.1',
  programFolder: '/program',
  outputFolder: '/dist',
  isForDevelopment: false,
}
const signedEverywhere = {
  MEJA_ADUAN_AZURE_ENDPOINT: 'https://wus2.codesigning.azure.net',
  MEJA_ADUAN_AZURE_PROFILE: 'desk',
  MEJA_ADUAN_AZURE_ACCOUNT: 'agency',
  MEJA_ADUAN_PUBLISHER: 'Pemkot Makassar',
  MEJA_ADUAN_GPG_KEY: 'desk@contoh.go.id',
  APPLE_API_KEY: '/key.p8',
}
const accepted = (configuration: object) => validateConfiguration(configuration, new DebugLogger(false))

describe('what electron-builder is told', () => {
  it.each([
    ['without a signature', {}],
    ['with every signature', signedEverywhere],
    [
      'with a certificate file',
      { WIN_CSC_LINK: '/certificate.pfx', MEJA_ADUAN_PUBLISHER: 'Pemkot Makassar' },
    ],
  ])('is accepted by its own schema, %s', async (_name, environment) => {
    await expect(accepted(packageConfiguration(packaging, environment))).resolves.toBeUndefined()
  })

  it('is not accepted with a word that electron-builder does not know', async () => {
    const configuration = packageConfiguration(packaging, {})
    const misspelled = { ...configuration, nsis: { ...configuration.nsis, perMachin: true } }
    await expect(accepted(misspelled)).rejects.toThrow(/configuration.nsis/)
  })

  it('names an installer for each system', () => {
    const { win, linux, mac, nsis } = packageConfiguration(packaging, {})
    expect(win?.target).toEqual([{ target: 'nsis', arch: ['x64'] }])
    expect(linux?.target).toEqual(['AppImage', 'deb', 'tar.gz'])
    expect(mac?.target).toEqual([{ target: 'dmg', arch: ['x64', 'arm64'] }])
    // Per user and per machine: the one installer asks, or is told by /currentuser and /allusers.
    expect(nsis).toMatchObject({ oneClick: false, perMachine: false, allowElevation: true })
  })

  it('ships the built program and its manifest, and nothing of the tests', () => {
    const { files, publish } = packageConfiguration(packaging, {})
    expect({ files, publish }).toEqual({ files: ['out/**', 'package.json'], publish: null })
  })

  it('closes the fuses and opens one for inspection only in a package marked as one for development', () => {
    expect(packageConfiguration(packaging, {}).electronFuses).toEqual(shippedFuses)
    expect(shippedFuses).toMatchObject({ runAsNode: false, onlyLoadAppFromAsar: true })
    const inspectable = packageConfiguration(
      { ...packaging, isForDevelopment: true, isInspectable: true },
      {},
    )
    expect(inspectable.electronFuses).toMatchObject({ ...shippedFuses, enableNodeCliInspectArguments: true })
    expect(inspectable.artifactName).toContain('-development-')
    expect(packageConfiguration(packaging, {}).artifactName).not.toContain('development')
  })

  it('associates links of the scheme with the program', () => {
    expect(packageConfiguration(packaging, {}).protocols).toMatchObject([{ schemes: [linkScheme] }])
  })

  it.each(['linux', 'windows', 'mac'] as const)('misses a signature of a release for %s', (system) => {
    expect(missingForRelease(system, {}).length).toBeGreaterThan(0)
  })
})
