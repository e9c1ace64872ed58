import type { DiskFiles, DiskHandle } from '../../../electron/main/files/diskFiles'

/** The program was killed: it does nothing any more, and nobody hears of what it was doing. */
export class Killed extends Error {}

/**
 * One life of the program on a disk. Killed, it does nothing more, while the disk keeps what it was given, synced or
 * not, for the next life; only a power cut takes that.
 */
export class Program implements DiskFiles {
  private alive = true

  constructor(private readonly disk: DiskFiles) {}

  get isAlive(): boolean {
    return this.alive
  }

  kill(): void {
    this.alive = false
  }

  read: DiskFiles['read'] = (path) => this.living(() => this.disk.read(path))
  list: DiskFiles['list'] = (folder) => this.living(() => this.disk.list(folder))
  open: DiskFiles['open'] = (path) => this.living(async () => this.handle(await this.disk.open(path)))
  create: DiskFiles['create'] = (path) => this.living(async () => this.handle(await this.disk.create(path)))
  rename: DiskFiles['rename'] = (from, to) => this.living(() => this.disk.rename(from, to))
  copy: DiskFiles['copy'] = (from, to) => this.living(() => this.disk.copy(from, to))
  remove: DiskFiles['remove'] = (path) => this.living(() => this.disk.remove(path))
  makeFolder: DiskFiles['makeFolder'] = (path) => this.living(() => this.disk.makeFolder(path))
  removeFolder: DiskFiles['removeFolder'] = (path) => this.living(() => this.disk.removeFolder(path))
  syncFolder: DiskFiles['syncFolder'] = (path) => this.living(() => this.disk.syncFolder(path))
  freeBytes: DiskFiles['freeBytes'] = (path) => this.living(() => this.disk.freeBytes(path))

  private handle(handle: DiskHandle): DiskHandle {
    return {
      read: (position, length) => this.living(() => handle.read(position, length)),
      write: (bytes, position) => this.living(() => handle.write(bytes, position)),
      truncate: (length) => this.living(() => handle.truncate(length)),
      sync: () => this.living(() => handle.sync()),
      close: () => this.living(() => handle.close()),
    }
  }

  private async living<Value>(call: () => Promise<Value>): Promise<Value> {
    if (!this.alive) throw new Killed()
    const value = await call()
    // Killed meanwhile: what was asked may have happened, and nobody hears of it.
    if (!this.alive) throw new Killed()
    return value
  }
}
