import type { Problem, ProblemCode } from '../../shared/protocol/problem'

const titles: Record<ProblemCode, string> = {
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
  upgrade_required: 'This version of the desk is too old',
  too_many: 'Too many attempts',
  unavailable: 'Not available now',
  maintenance: 'Under maintenance',
}

/** An answer of PROTOCOL.md 1.3 and 1.4, thrown from anywhere below a route. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: ProblemCode,
    /** For the desk's developers; never holds a citizen's words. */
    readonly detail?: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(code)
  }

  document(): Problem {
    return {
      type: `urn:meja-aduan:problem:${this.code}`,
      title: titles[this.code],
      status: this.status,
      code: this.code,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
    }
  }
}

export function notFound(what: string): ProblemError {
  return new ProblemError(404, 'not_found', what)
}

/** The envelope is wrong; `detail` names the field (PROTOCOL.md 1.4). */
export function invalid(detail: string): ProblemError {
  return new ProblemError(422, 'invalid', detail)
}
