import { join } from 'node:path'
import { placeSchema, type Place } from '../../../shared/bridge/place'
import type { DiskFiles } from '../files/diskFiles'
import { removeDurably, writeDurably } from '../files/durableFile'
import { jsonBytes, parseJson } from '../files/jsonFile'
import { seal, unseal } from '../files/sealing'

const placeContext = Buffer.from('meja-aduan place 1', 'utf8')

/**
 * Where the officer was when the desk was locked, for a program that is ended while it is: sealed with the cache key,
 * because what was searched for may be a person's name. It is on the disk from a lock to the next unlocking and at no
 * other time. A convenience: what fails here keeps nobody from locking or opening the desk.
 */
export class PlaceFile {
  private readonly path: string

  constructor(
    private readonly files: DiskFiles,
    folder: string,
  ) {
    this.path = join(folder, 'place.sealed')
  }

  async keep(place: Place, cacheKey: Uint8Array): Promise<void> {
    const sealed = seal(cacheKey, jsonBytes(place), placeContext)
    await writeDurably(this.files, this.path, sealed).catch(() => undefined)
  }

  /** Null when there is none, or when the key has been replaced since. It is gone afterwards. */
  async take(cacheKey: Uint8Array): Promise<Place | null> {
    const sealed = await this.files.read(this.path).catch(() => null)
    if (!sealed) return null
    await this.forget()
    const plain = unseal(cacheKey, sealed, placeContext)
    return plain && parseJson(placeSchema, plain)
  }

  async forget(): Promise<void> {
    await removeDurably(this.files, this.path).catch(() => undefined)
  }
}
