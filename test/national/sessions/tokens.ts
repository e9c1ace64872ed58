import { createHmac, timingSafeEqual } from 'node:crypto'

export type TokenKind = 'access' | 'refresh'

export interface TokenContent {
  readonly kind: TokenKind
  readonly sessionId: string
  /** Counts the pairs of a session, from 1. */
  readonly generation: number
}

function signature(content: TokenContent, secret: Buffer): Buffer {
  return createHmac('sha256', secret)
    .update(`${content.kind}.${content.sessionId}.${content.generation}`)
    .digest()
}

/**
 * The same content always gives the same token: so the old refresh token can be answered with the same new pair
 * again (PROTOCOL.md 2.2) without any token being kept.
 */
export function makeToken(content: TokenContent, secret: Buffer): string {
  const mark = content.kind === 'access' ? 'a' : 'r'
  return `${mark}.${content.sessionId}.${content.generation}.${signature(content, secret).toString('base64url')}`
}

/** What a token says, or null when we did not make it. */
export function readToken(token: string, kind: TokenKind, secret: Buffer): TokenContent | null {
  const [mark, sessionId, generation, signed] = token.split('.')
  if (mark !== (kind === 'access' ? 'a' : 'r') || !sessionId || !generation || !signed) return null
  const content = { kind, sessionId, generation: Number(generation) }
  if (!Number.isSafeInteger(content.generation)) return null
  const expected = signature(content, secret)
  const received = Buffer.from(signed, 'base64url')
  return received.length === expected.length && timingSafeEqual(received, expected) ? content : null
}
