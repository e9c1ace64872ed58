import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

export type TokenKind = 'access' | 'refresh'

export interface TokenContent {
  readonly kind: TokenKind
  readonly sessionId: string
  /** Counts the pairs of a session, from 1. */
  readonly generation: number
  /** Stands for the device that the token was given to (`deviceMark`). */
  readonly device: string
}

const marks: Readonly<Record<TokenKind, string>> = { access: 'a', refresh: 'r' }

/** A device's id as tokens hold it: short, and of characters that a token may have, whatever the id is. */
export function deviceMark(deviceId: string): string {
  return createHash('sha256').update(deviceId).digest('base64url').slice(0, 16)
}

/**
 * The same content always gives the same token: so the old refresh token can be answered with the same new pair
 * again (PROTOCOL.md 2.2) without any token being kept.
 */
export function makeToken({ kind, sessionId, generation, device }: TokenContent, secret: Buffer): string {
  const content = `${marks[kind]}.${sessionId}.${generation}.${device}`
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}

/**
 * What a token says, or null when we did not make it. The whole token is made anew and compared in constant time, so
 * that no other spelling of the same number or signature passes either.
 */
export function readToken(token: string, kind: TokenKind, secret: Buffer): TokenContent | null {
  const [, sessionId, generation, device] = token.split('.', 4)
  if (!sessionId || !device || !/^[1-9]\d{0,14}$/.test(generation ?? '')) return null
  const content = { kind, sessionId, generation: Number(generation), device }
  const expected = Buffer.from(makeToken(content, secret))
  const received = Buffer.from(token)
  return received.length === expected.length && timingSafeEqual(received, expected) ? content : null
}

/** The access token of an `Authorization` header, if it holds one that we made. */
export function bearerOf(authorization: string | undefined, secret: Buffer): TokenContent | null {
  const token = /^Bearer +(\S{1,4096})$/i.exec(authorization ?? '')?.[1]
  return token === undefined ? null : readToken(token, 'access', secret)
}
