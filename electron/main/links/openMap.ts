import { shell } from 'electron'
import { isAllowedLink, mapLink } from './mapLink'

/** Hands a map of a point to the system's browser, as the page asked for it. */
export async function openMap(point: {
  readonly lat: number
  readonly lon: number
}): Promise<{ readonly outcome: 'opened' | 'failed' }> {
  const link = mapLink(point)
  if (!isAllowedLink(link)) return { outcome: 'failed' }
  try {
    await shell.openExternal(link)
    return { outcome: 'opened' }
  } catch {
    // No browser, or none that the system lets start: the page says so, and the coordinates can be copied.
    return { outcome: 'failed' }
  }
}
