import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { SuiteOptions } from '../options'
import { neighbourOfficers, officers, otpSecrets, password } from '../../national/generator/officers'

export const projectFolder = fileURLToPath(new URL('../../../', import.meta.url))

export interface SandboxProcess {
  readonly url: string
  close(): Promise<void>
}

/** Starts the sandbox whose sources lie in a folder, in a process of its own, with few cases. */
export async function startSandboxProcess(folder: string, cases: number): Promise<SandboxProcess> {
  // In memory, whatever database the tests' own environment names.
  const environment = { ...process.env, DATABASE_URL: undefined }
  const words = ['test/national/start.ts', '--port', '0', '--seed', 'conformance', '--cases', String(cases)]
  // It lives for seconds: compiling the database's WebAssembly well costs more than it saves.
  const child = spawn(process.execPath, ['--liftoff-only', '--import', 'tsx', ...words], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const errors: string[] = []
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()))
  const lines = createInterface({ input: child.stdout })
  const first = await Promise.race([
    once(lines, 'line').then(([line]: unknown[]) => line),
    once(child, 'exit').then(() => null),
  ])
  // What it says later must not fill the pipe.
  lines.on('line', () => undefined)
  if (typeof first !== 'string') {
    throw new Error(`The sandbox in ${folder} did not start: ${errors.join('').slice(0, 1000)}`)
  }
  return { url: first, close: () => ended(child) }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

/** Who of the sandbox takes which part in the suite. */
export function sandboxOptions(url: string, more: Partial<SuiteOptions> = {}): SuiteOptions {
  const named = (role: string): string => officers.find((one) => one.role === role)?.username ?? ''
  const [otpUser, otpSecret] = [...otpSecrets][0] ?? []
  return {
    url,
    user: 'sari',
    password,
    colleague: 'ashar',
    supervisor: named('supervisor'),
    auditor: named('auditor'),
    outsider: neighbourOfficers[0]?.username,
    otpUser,
    otpSecret,
    jobs: 4,
    ...more,
  }
}
