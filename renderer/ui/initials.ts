/** The first letters of the first and the last word of a name: SW for Sari Wulandari. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = words[0] ?? ''
  const last = words.length > 1 ? (words[words.length - 1] ?? '') : ''
  return `${first.slice(0, 1)}${last.slice(0, 1)}`.toUpperCase()
}
