import type { KeptPlace, Place } from '../../../shared/bridge/place'

/**
 * Where the officer is in the page, in memory: it outlives the page's process. What was searched for may be a person's
 * name, so it goes with whoever was signed in; on the disk it is only while the desk is locked, and sealed (placeFile.ts).
 */
export class PlaceKeeper {
  private place: Place | null = null
  private reloaded = false

  get current(): Place | null {
    return this.place
  }

  keep(place: Place): void {
    this.place = place
  }

  /** From before a restart; what this run knows is newer. */
  keepFound(place: Place | null): void {
    this.place ??= place
  }

  /** The page's process died and the page is being loaded anew. */
  pageDied(): void {
    this.reloaded = true
  }

  /** That the page came back by itself is said once. */
  take(): KeptPlace {
    const { place, reloaded } = this
    this.reloaded = false
    return { place, reloaded }
  }

  forget(): void {
    this.place = null
    this.reloaded = false
  }
}
