import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A server of its own for one run of tests or measurements, reachable through a socket in its folder only. */
export interface PrivatePostgres {
  /** The URL of one of its databases. */
  urlOf(database: string): string
  /** Ends it and removes its files. */
  stop(): Promise<void>
}

interface Account {
  readonly uid: number
  readonly gid: number
}

export interface PrivateSettings {
  /** Written to the disk before a transaction counts as committed; needless where nothing has to outlive a crash. */
  readonly durable: boolean
}

/** Starts a server from its programs' folder. PostgreSQL refuses root, who becomes `postgres` as Debian has it. */
export async function startPrivatePostgres(
  programs: string,
  { durable }: PrivateSettings,
): Promise<PrivatePostgres> {
  const account = otherAccount()
  const folder = await mkdtemp(join(tmpdir(), 'national-postgres-'))
  try {
    if (account) await chown(folder, account.uid, account.gid)
    makeCluster(programs, folder, account)
    const server = await startServer(programs, folder, { account, durable })
    return {
      urlOf: (database) =>
        `postgresql://postgres@localhost/${encodeURIComponent(database)}?host=${encodeURIComponent(folder)}`,
      stop: () => stopServer(server),
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

function otherAccount(): Account | null {
  if (process.getuid?.() !== 0) return null
  const idOf = (option: '-u' | '-g'): number => {
    const asked = spawnSync('id', [option, 'postgres'], { encoding: 'utf8' })
    if (asked.status !== 0) throw new Error('PostgreSQL does not run as root, and there is no user postgres')
    return Number(asked.stdout)
  }
  return { uid: idOf('-u'), gid: idOf('-g') }
}

function makeCluster(programs: string, folder: string, account: Account | null): void {
  const options = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']
  const made = spawnSync(join(programs, 'initdb'), [...options, '-D', join(folder, 'data')], {
    cwd: folder,
    encoding: 'utf8',
    ...account,
  })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)
}

/** Ends the server and removes its files also when this program is killed: then the shell's input closes. */
const untilTheInputEnds = `
  trap '' INT TERM
  "$@" <&- & server=$!
  cat > /dev/null
  kill -INT $server
  wait $server
  rm -rf "$0"`

async function startServer(
  programs: string,
  folder: string,
  { account, durable }: { readonly account: Account | null } & PrivateSettings,
): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'max_connections=200',
    'shared_buffers=64MB',
    // A transaction that vacuuming or a checkpoint holds up would make figures jump.
    'max_wal_size=4GB',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ].flatMap((setting) => ['-c', setting])
  const command = [join(programs, 'postgres'), '-D', join(folder, 'data'), ...settings]
  const server = spawn('sh', ['-c', untilTheInputEnds, folder, ...command], {
    cwd: tmpdir(),
    stdio: ['pipe', 'ignore', 'pipe'],
    ...account,
  })
  const said: string[] = []
  let ready = false
  for await (const line of createInterface({ input: server.stderr })) {
    said.push(line)
    ready = line.includes('database system is ready to accept connections')
    if (ready) break
  }
  if (!ready) throw new Error(`PostgreSQL did not start: ${said.join('\n')}`)
  // What it says from now on is of no use, but must not fill the pipe.
  server.stderr.resume()
  return server
}

async function stopServer(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit')
  server.stdin?.end()
  await ended
}
