import { basename } from 'node:path'

/** One part of a path, seen whole, with one ending that starts nothing. */
export function isHarmless(name: string): boolean {
  return (
    basename(name) === name &&
    !/[<>:"/\\|?*\p{Cc}\p{Cf}]/u.test(name) &&
    !/^[.\s-]|[.\s]$/u.test(name) &&
    !/\.(exe|dll|lnk|scf|url|hta|html?|svg|js|bat|cmd|com|msi|sh|desktop|jar|inf|ini)$/i.test(name) &&
    !/^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(\.|$)/i.test(name) &&
    name.split('.').length === 2 &&
    [...name].length <= 120
  )
}
