import type { ByteRange } from './storedBytes'

/**
 * Which bytes a `Range` header asks for (RFC 9110, 14). Null: the whole, which is also the answer to several ranges,
 * to other units and to what cannot be read. `unsatisfiable`: there are no such bytes.
 */
export function rangeAsked(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const found = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(header ?? '')
  if (!found) return null
  const [, first = '', last = ''] = found
  if (first === '') return last === '' ? null : suffix(Number(last), size)
  const from = Number(first)
  if (last !== '' && Number(last) < from) return null
  if (from >= size) return 'unsatisfiable'
  return { from, until: last === '' ? size : Math.min(Number(last) + 1, size) }
}

function suffix(length: number, size: number): ByteRange | 'unsatisfiable' {
  if (length === 0 || size === 0) return 'unsatisfiable'
  return { from: Math.max(size - length, 0), until: size }
}
