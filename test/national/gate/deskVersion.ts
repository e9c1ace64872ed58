interface Version {
  readonly numbers: readonly [number, number, number]
  /** Whether it was made before the version that its numbers name, such as `1.2.0-beta.1`. */
  readonly early: boolean
}

const shape = /^v?(\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/

/** Null when it cannot be read as a version. */
function versionOf(text: string): Version | null {
  const parts = shape.exec(text.trim())
  if (!parts) return null
  const [, major, minor, patch, early] = parts
  return { numbers: [Number(major), Number(minor), Number(patch ?? 0)], early: early !== undefined }
}

export function isReadableVersion(text: string): boolean {
  return versionOf(text) !== null
}

/**
 * Whether a desk is older than the least version with which a server works (PROTOCOL.md 1.4, 426). A version that
 * is missing or cannot be read is no reason to turn a desk away.
 */
export function isOlder(version: string | undefined, least: string): boolean {
  const own = versionOf(version ?? '')
  const wanted = versionOf(least)
  if (!own || !wanted) return false
  for (const [place, number] of own.numbers.entries()) {
    const other = wanted.numbers[place] ?? 0
    if (number !== other) return number < other
  }
  return own.early && !wanted.early
}
