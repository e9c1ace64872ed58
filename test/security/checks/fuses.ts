import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { electronRuntime } from '../../../build/electron-runtime/electronRuntime'
import { refusedSwitches } from '../../../electron/main/environment'
import { installed } from '../../e2e/ordinaryUser'
import type { Finding, SecurityCheck } from '../check'
import { newHome, reachedItsPage, run, withProgramBeside } from '../packagedProgram'
import { removeFolder } from '../world/removeFolder'

const wanted = [
  ['RunAsNode', FuseV1Options.RunAsNode, '0'],
  ['NODE_OPTIONS', FuseV1Options.EnableNodeOptionsEnvironmentVariable, '0'],
  ['inspect', FuseV1Options.EnableNodeCliInspectArguments, '0'],
  ['OnlyLoadAppFromAsar', FuseV1Options.OnlyLoadAppFromAsar, '1'],
  ['asar integrity', FuseV1Options.EnableEmbeddedAsarIntegrityValidation, '1'],
  ['cookie encryption', FuseV1Options.EnableCookieEncryption, '1'],
  ['file protocol privileges', FuseV1Options.GrantFileProtocolExtraPrivileges, '0'],
] as const

/** 18: what is shipped cannot be made to run something else. */
export const fuses: SecurityCheck = {
  id: 18,
  name: 'the packaged program’s fuses are closed, and it refuses to be opened from outside',
  async look(world) {
    const folder = await world.package()
    return lookAt(join(folder, 'meja-aduan'), folder)
  },
  controls: [
    {
      name: 'an Electron as it comes',
      async look() {
        // Where an ordinary user can start it.
        const { executable, version } = await electronRuntime()
        const copy = join(dirname((await installed()).program), 'electron/electron')
        return lookAtElectron(existsSync(copy) ? copy : executable, version)
      },
    },
  ],
}

async function lookAt(executable: string, folder: string): Promise<Finding> {
  const home = newHome()
  const broken = [...(await wrongFuses(executable))]
  try {
    const asNode = await run({
      executable,
      home,
      ...nodeWords,
      environment: asNodeEnvironment,
      milliseconds: 6_000,
    })
    if (asNode.said.includes('AS NODE')) broken.push('it runs as Node')
    const module = requiredModule(home)
    const required = await run({
      executable,
      home,
      environment: { NODE_OPTIONS: `--require=${module}` },
      milliseconds: 6_000,
    })
    if (required.said.includes('REQUIRED')) broken.push('NODE_OPTIONS are followed')
    const inspected = await run({ executable, home, words: ['--inspect=0'], milliseconds: 6_000 })
    if (inspected.said.includes('Debugger listening')) broken.push('it lets itself be inspected')
    const beside = await withProgramBeside(folder, () => run({ executable, home, milliseconds: 6_000 }))
    if (beside.said.includes('FOREIGN PROGRAM')) broken.push('a program beside the archive was started')
    if (!reachedItsPage(home)) broken.push('it did not come as far as its page')
    for (const name of refusedSwitches) {
      const its = newHome()
      const { code } = await run({ executable, home: its, words: [`--${name}=1`], milliseconds: 8_000 })
      // With some of them Chromium itself does not even come so far that the program could refuse.
      if (code === null || code === 0 || reachedItsPage(its)) broken.push(`--${name} is not refused`)
      removeFolder(its)
    }
    const hook = await run({
      executable,
      home,
      environment: { MEJA_ADUAN_PROFILE: '/tmp/x' },
      milliseconds: 8_000,
    })
    if (!hook.said.includes('MEJA_ADUAN_PROFILE')) broken.push('a variable of development is taken')
  } finally {
    removeFolder(home)
  }
  const runs = wanted.length + 5 + refusedSwitches.length
  const detail = `${wanted.length} fuses; Node, NODE_OPTIONS, inspection, a foreign program and ${refusedSwitches.length} switches refused`
  return { runs, broken, detail }
}

const nodeWords = { words: ['-e', 'console.log("AS NODE")'] } as const
const asNodeEnvironment = { ELECTRON_RUN_AS_NODE: '1' } as const

async function lookAtElectron(executable: string, version: string): Promise<Finding> {
  const home = newHome()
  try {
    const asNode = await run({
      executable,
      home,
      ...nodeWords,
      environment: asNodeEnvironment,
      milliseconds: 6_000,
    })
    const broken = asNode.said.includes('AS NODE') ? ['it runs as Node'] : []
    return { runs: 1, broken, detail: `Electron ${version}` }
  } finally {
    removeFolder(home)
  }
}

async function wrongFuses(executable: string): Promise<readonly string[]> {
  const wire = await getCurrentFuseWire(executable)
  // A fuse is a byte of the binary: the digit 0 or 1.
  return wanted.flatMap(([name, option, state]) =>
    Number(wire[option]) === state.charCodeAt(0) ? [] : [`the fuse ${name} is wrong`],
  )
}

function requiredModule(home: string): string {
  const path = join(home, 'required.cjs')
  writeFileSync(path, 'console.log("REQUIRED")')
  chmodSync(path, 0o644)
  return path
}
