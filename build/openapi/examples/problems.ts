const titles: Readonly<Record<string, string>> = {
  bad_credentials: 'Name or password is wrong',
  otp_required: 'A one-time code is needed',
  token_expired: 'The access token has expired',
  session_revoked: 'The session is not valid any more',
  device_revoked: 'This device was revoked',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  epoch_changed: 'The server is in another epoch',
  cursor_expired: 'The cursor is not known any more',
  too_large: 'Too large',
  invalid: 'The request is not what the protocol says',
  too_many: 'Too many attempts',
  unavailable: 'Not available now',
}

/** A problem document as a server gives it (PROTOCOL.md 1.3). */
export function problemExample(status: number, code: string): Readonly<Record<string, unknown>> {
  return {
    type: `urn:meja-aduan:problem:${code}`,
    title: titles[code] ?? code,
    status,
    code,
    ...(code === 'invalid' ? { detail: 'limit: a number from 1 to 5000' } : {}),
  }
}
