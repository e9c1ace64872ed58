import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildCommand, endDesk, projectRoot, startDesk } from './deskProcess'
import { ensureSystemPackages } from './systemPackages'

/**
 * `npm start`: installs what is missing, builds, starts the sandbox of the national system and opens the desk on
 * it. Both keep their data in `.desk/`; `npm start -- --fresh` begins anew.
 */
const dataFolder = join(projectRoot, '.desk')

try {
  await start()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function start(): Promise<void> {
  ensureSystemPackages('start')
  if (process.argv.includes('--fresh')) rmSync(dataFolder, { recursive: true, force: true })
  console.log('Building …')
  const [command, options] = buildCommand()
  execFileSync(command, options, { cwd: projectRoot, stdio: ['ignore', 'ignore', 'inherit'] })
  const national = startNational()
  const stop = () => national.kill('SIGTERM')
  process.once('exit', stop)
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
  const server = await firstLine(national)
  const desk = await startDesk({
    MEJA_ADUAN_SERVER: server,
    MEJA_ADUAN_PROFILE: join(dataFolder, 'profile'),
  })
  process.once('exit', () => endDesk(desk))
  desk.once('exit', (code) => process.exit(code ?? 0))
}

function startNational(): ChildProcess {
  return spawn(
    process.execPath,
    [
      ...['--import', 'tsx', join(projectRoot, 'test/national/start.ts')],
      ...['--port', '4510', '--seed', '1', '--cases', '2000', '--data', join(dataFolder, 'national')],
    ],
    { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] },
  )
}

/** The sandbox's base URL; its other lines, which name users and password, are passed on. */
function firstLine(national: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!national.stdout) throw new Error('The sandbox has no output to read.')
    const lines = createInterface({ input: national.stdout })
    lines.on('line', (line) => console.log(line))
    lines.once('line', resolve)
    national.once('exit', (code) =>
      reject(new Error(`The sandbox of the national system ended with ${code}.`)),
    )
  })
}
