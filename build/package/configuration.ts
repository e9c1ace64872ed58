import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Configuration } from 'electron-builder'
import { projectRoot } from '../run/deskProcess'
import { signingOf } from './signing'

/** SECURITY.md 18. What a fuse closes cannot be opened again by an argument or the environment. */
export const shippedFuses = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  onlyLoadAppFromAsar: true,
  enableEmbeddedAsarIntegrityValidation: true,
  enableCookieEncryption: true,
  grantFileProtocolExtraPrivileges: false,
  loadBrowserProcessSpecificV8Snapshot: false,
} as const satisfies NonNullable<Configuration['electronFuses']>

/** All that is in the archive of the program; everything else is Electron's. */
export const shippedFiles = ['out/**', 'package.json'] as const

/** The scheme of links that open the desk. */
export const linkScheme = 'mejaaduan'

export interface Packaging {
  /** The folder of an unpacked Electron. */
  readonly electronFolder: string
  readonly electronVersion: string
  /** The folder with nothing in it but what is shipped. */
  readonly programFolder: string
  readonly outputFolder: string
  /** Not to be given to anybody: says so in its name. */
  readonly isForDevelopment: boolean
  /** For tests that drive the packaged program from outside; such a package is always one for development. */
  readonly isInspectable?: boolean
}

/** What electron-builder is told, for all three systems. */
export function packageConfiguration(
  packaging: Packaging,
  environment: Readonly<Record<string, string | undefined>>,
): Configuration {
  const signing = signingOf(environment)
  const mark = packaging.isForDevelopment ? '-development' : ''
  return {
    appId: 'id.go.mejaaduan.desk',
    productName: 'Meja Aduan',
    executableName: 'meja-aduan',
    copyright: 'MIT',
    artifactName: `meja-aduan-\${version}${mark}-\${os}-\${arch}.\${ext}`,
    directories: {
      app: packaging.programFolder,
      output: packaging.outputFolder,
      buildResources: 'build/package',
    },
    files: [...shippedFiles],
    asar: true,
    electronDist: packaging.electronFolder,
    electronVersion: packaging.electronVersion,
    // The languages of the desk; Chromium's own words in others would be read by nobody.
    electronLanguages: ['id', 'en-US', 'en-GB', 'en'],
    electronFuses: { ...shippedFuses, enableNodeCliInspectArguments: packaging.isInspectable === true },
    // All dependencies are in the built files: no node_modules of anywhere belongs to the program.
    beforeBuild: async () => false,
    // Nothing is uploaded anywhere, and no file is written that would tell a program where updates are.
    publish: null,
    afterExtract: ({ appOutDir }) => removeStandIn(appOutDir),
    protocols: [{ name: 'Meja Aduan', schemes: [linkScheme], role: 'Viewer' }],
    ...windows(signing.windows),
    ...mac(signing.mac),
    ...linux(packaging),
  }
}

function windows(signing: NonNullable<Configuration['win']>): Configuration {
  return {
    win: {
      target: [{ target: 'nsis', arch: ['x64'] }],
      icon: 'build/package/icons/icon.ico',
      requestedExecutionLevel: 'asInvoker',
      ...signing,
    },
    nsis: {
      // Whoever installs chooses between this user and all of the machine; silently by /currentuser or /allusers.
      oneClick: false,
      perMachine: false,
      allowElevation: true,
      selectPerMachineByDefault: false,
      allowToChangeInstallationDirectory: true,
      deleteAppDataOnUninstall: false,
      createDesktopShortcut: true,
      createStartMenuShortcut: true,
      shortcutName: 'Meja Aduan',
      uninstallDisplayName: 'Meja Aduan ${version}',
      installerLanguages: ['id_ID', 'en_US'],
      installerIcon: 'build/package/icons/icon.ico',
      uninstallerIcon: 'build/package/icons/icon.ico',
      include: 'build/package/windows/installer.nsh',
      differentialPackage: false,
    },
  }
}

function mac(signing: NonNullable<Configuration['mac']>): Configuration {
  return {
    mac: {
      target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
      category: 'public.app-category.business',
      icon: 'build/package/icons/icon.icns',
      minimumSystemVersion: '11.0',
      ...signing,
    },
    dmg: { title: 'Meja Aduan ${version}', sign: false },
  }
}

const linuxDescription =
  'Works on the reports that SP4N-LAPOR! hands to an institution, through outages of the network and of the national system.'

function linux({ isForDevelopment }: Packaging): Configuration {
  return {
    linux: {
      target: ['AppImage', 'deb', 'tar.gz'],
      icon: 'build/package/icons/linux',
      category: 'Office',
      synopsis: 'Complaint desk of an Indonesian public institution',
      description: linuxDescription,
      maintainer: 'Meja Aduan',
      vendor: 'Meja Aduan',
    },
    deb: {
      packageName: 'meja-aduan',
      compression: isForDevelopment ? 'gz' : 'xz',
      // What Electron links to, and the keychain.
      depends: [
        'libgtk-3-0 | libgtk-3-0t64',
        'libnotify4',
        'libnss3',
        'libxss1',
        'libxtst6',
        'xdg-utils',
        'libatspi2.0-0 | libatspi2.0-0t64',
        'libuuid1',
        'libsecret-1-0',
        'libasound2 | libasound2t64',
        'libgbm1',
      ],
      recommends: ['gnome-keyring'],
      packageCategory: 'misc',
    },
  }
}

/** What stands in an Electron for a program that was not packed with it would be looked for before the archive. */
async function removeStandIn(folder: string): Promise<void> {
  for (const name of ['resources/app', 'resources/default_app.asar', 'version']) {
    await rm(join(folder, name), { recursive: true, force: true })
  }
}

export const usualOutput = join(projectRoot, 'dist')
