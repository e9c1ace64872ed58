import { join } from 'node:path'
import type { DiskFiles } from '../files/diskFiles'
import { removeDurably, writeDurably } from '../files/durableFile'
import { seal, unseal } from '../files/sealing'

const firstScreenContext = Buffer.from('meja-aduan first screen 1', 'utf8')

/**
 * What the list showed last, so that the next start can paint it before the database is open (ARCHITECTURE.md). Sealed
 * with the cache key: it names reporters. It goes with lock, sign-out and wipe. A convenience: what fails here keeps
 * nobody from opening or locking the desk. One write follows the other, so that none comes after what forgets it.
 */
export class FirstScreenFile {
  private readonly path: string
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly files: DiskFiles,
    folder: string,
  ) {
    this.path = join(folder, 'first-screen.sealed')
  }

  /** Null when there is none, or when the key has been replaced since. */
  async read(cacheKey: Uint8Array): Promise<string | null> {
    const sealed = await this.files.read(this.path).catch(() => null)
    const plain = sealed && unseal(cacheKey, sealed, firstScreenContext)
    return plain && Buffer.from(plain).toString('utf8')
  }

  /** Sealed before it waits: by its turn the key may be gone. */
  keep(text: string, cacheKey: Uint8Array): Promise<void> {
    const sealed = seal(cacheKey, Buffer.from(text, 'utf8'), firstScreenContext)
    return this.inTurn(() => writeDurably(this.files, this.path, sealed))
  }

  forget(): Promise<void> {
    return this.inTurn(() => removeDurably(this.files, this.path))
  }

  /** Resolves when nothing is being written any more. */
  async settled(): Promise<void> {
    await this.last
  }

  private inTurn(change: () => Promise<void>): Promise<void> {
    const mine = this.last.then(change).catch(() => undefined)
    this.last = mine
    return mine
  }
}
