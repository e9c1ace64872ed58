import type { Configuration } from 'electron-builder'

/**
 * Who signs, as the environment of the machine that makes a release says it; nothing of it is in the repository. The
 * certificates themselves (`CSC_LINK`, `CSC_KEY_PASSWORD`, `WIN_CSC_LINK`, `APPLE_API_KEY` and so on) are read by
 * electron-builder.
 */
export interface Signing {
  readonly windows: NonNullable<Configuration['win']>
  readonly mac: NonNullable<Configuration['mac']>
  /** The key of the detached signatures of Linux packages; null when they get none. */
  readonly gpgKey: string | null
}

type Environment = Readonly<Record<string, string | undefined>>

export function signingOf(environment: Environment): Signing {
  return {
    windows: windowsSigning(environment),
    mac: macSigning(environment),
    gpgKey: environment['MEJA_ADUAN_GPG_KEY'] || null,
  }
}

/** What a release of a system cannot do without; the names of what is missing in the environment. */
export function missingForRelease(
  system: 'linux' | 'windows' | 'mac',
  environment: Environment,
): readonly string[] {
  const has = (name: string): boolean => Boolean(environment[name])
  switch (system) {
    case 'linux':
      return has('MEJA_ADUAN_GPG_KEY') ? [] : ['MEJA_ADUAN_GPG_KEY']
    case 'windows': {
      const isSigned = ['MEJA_ADUAN_AZURE_ENDPOINT', 'WIN_CSC_LINK', 'CSC_LINK'].some(has)
      return isSigned ? [] : ['WIN_CSC_LINK or MEJA_ADUAN_AZURE_ENDPOINT']
    }
    case 'mac': {
      const certificate = has('CSC_LINK') || has('CSC_NAME') ? [] : ['CSC_LINK or CSC_NAME']
      const notary = ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'].filter((name) => !has(name))
      return [...certificate, ...notary]
    }
  }
}

/** A certificate file by WIN_CSC_LINK, or Azure Trusted Signing, whose key never leaves its service. */
function windowsSigning(environment: Environment): Signing['windows'] {
  const endpoint = environment['MEJA_ADUAN_AZURE_ENDPOINT']
  if (endpoint) {
    return {
      azureSignOptions: {
        endpoint,
        publisherName: environment['MEJA_ADUAN_PUBLISHER'] ?? '',
        certificateProfileName: environment['MEJA_ADUAN_AZURE_PROFILE'] ?? '',
        codeSigningAccountName: environment['MEJA_ADUAN_AZURE_ACCOUNT'] ?? '',
      },
    }
  }
  const publisher = environment['MEJA_ADUAN_PUBLISHER']
  return {
    signtoolOptions: {
      signingHashAlgorithms: ['sha256'],
      ...(publisher ? { publisherName: publisher } : {}),
    },
  }
}

/** Notarised where the key of the notary is given (APPLE_API_KEY, APPLE_API_KEY_ID, APPLE_API_ISSUER). */
function macSigning(environment: Environment): Signing['mac'] {
  return {
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'build/package/mac/entitlements.plist',
    entitlementsInherit: 'build/package/mac/entitlements.plist',
    notarize: Boolean(environment['APPLE_API_KEY']),
  }
}
