import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH: from this moment on nothing reaches the disk any more, what the
 * file system's own log has in memory neither. As near to a pulled plug as a machine that goes on can come.
 */
const shutDown = `
import fcntl, os, struct, sys, time
folder = os.open(sys.argv[1], os.O_RDONLY)
print(time.monotonic_ns())
fcntl.ioctl(folder, 0x8004587d, struct.pack('I', 2))
`

/** Whether this machine lets us mount a file as a disk: Linux, as root, with the tools there. */
export function canMountVolumes(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    const volume = new RealVolume(8)
    volume.remove()
    execFileSync('python3', ['-c', ''])
    return true
  } catch {
    return false
  }
}

/** A small ext4 of its own in a file, mounted, that can be filled up and whose power can be cut. */
export class RealVolume {
  private readonly home = mkdtempSync(join(tmpdir(), 'volume-'))
  private readonly image = join(this.home, 'image')
  readonly folder = join(this.home, 'mounted')

  constructor(megabytes: number) {
    writeFileSync(this.image, '')
    truncateSync(this.image, megabytes * 1024 * 1024)
    mkdirSync(this.folder)
    execFileSync('mkfs.ext4', ['-q', '-m', '0', this.image])
    this.mount()
  }

  /**
   * Resolves when the power is gone; answers the moment right before, by `process.hrtime.bigint()`. A sync that is
   * under way at that very moment may still be said to have been done, which no pulled plug would do: ext4 asks
   * whether it was shut down only when a sync begins. So what is answered after that moment proves nothing.
   */
  async cutPower(): Promise<bigint> {
    const { stdout } = await run('python3', ['-c', shutDown, this.folder])
    return BigInt(stdout.trim())
  }

  /** The power is back: the file system mends itself and is mounted again. */
  restart(): void {
    execFileSync('umount', [this.folder])
    this.mount()
  }

  remove(): void {
    execFileSync('umount', [this.folder])
    rmSync(this.home, { recursive: true })
  }

  private mount(): void {
    execFileSync('mount', ['-o', 'loop', this.image, this.folder])
  }
}
