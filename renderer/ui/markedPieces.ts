export interface MarkedSpan {
  readonly from: number
  readonly to: number
}

export interface MarkedPiece {
  readonly text: string
  readonly marked: boolean
}

/** A text cut where its marks begin and end; together the pieces are the text, whatever the spans say. */
export function markedPieces(text: string, spans: readonly MarkedSpan[]): readonly MarkedPiece[] {
  const pieces: MarkedPiece[] = []
  let at = 0
  for (const { from, to } of [...spans].sort((one, other) => one.from - other.from)) {
    const begin = Math.max(at, from)
    const end = Math.min(to, text.length)
    if (begin >= end) continue
    if (begin > at) pieces.push({ text: text.slice(at, begin), marked: false })
    pieces.push({ text: text.slice(begin, end), marked: true })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false })
  return pieces
}
