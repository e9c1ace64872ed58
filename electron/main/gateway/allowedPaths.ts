const id = ':id'

type AllowedRequest = readonly [method: string, path: string]

/** What sending needs: all that is forwarded while the desk is locked. */
export const requestsOfSending: readonly AllowedRequest[] = [
  ['POST', '/v1/actions'],
  ['GET', `/v1/actions/${id}`],
  ['POST', '/v1/uploads'],
  ['HEAD', `/v1/uploads/${id}`],
  ['PATCH', `/v1/uploads/${id}`],
  ['DELETE', `/v1/uploads/${id}`],
]

/**
 * What the gateway forwards: every request of PROTOCOL.md that carries the token. Sessions are not among them, they
 * are made in main alone (SECURITY.md 6).
 */
export const allowedRequests: readonly AllowedRequest[] = [
  ['GET', '/v1/status'],
  ['GET', '/v1/reference'],
  ['GET', '/v1/areas'],
  ['PUT', `/v1/units/${id}/duty`],
  ['PUT', `/v1/officers/${id}/away`],
  ['GET', '/v1/figures'],
  ['GET', '/v1/changes'],
  ['GET', `/v1/cases/${id}`],
  ['GET', '/v1/search'],
  ['GET', '/v1/events'],
  ['PUT', `/v1/cases/${id}/presence`],
  ['GET', `/v1/attachments/${id}`],
  ...requestsOfSending,
]

/** Whether a request of the page may go to the national system. `path` is as the address spells it, without `/api`. */
export function isAllowed(method: string, path: string, allowed = allowedRequests): boolean {
  const parts = path.split('/')
  return allowed.some(([allowedMethod, allowedPath]) => {
    if (method !== allowedMethod) return false
    const expected = allowedPath.split('/')
    return expected.length === parts.length && expected.every((part, index) => fits(part, parts[index] ?? ''))
  })
}

function fits(expected: string, part: string): boolean {
  return expected === id ? isIdentifier(part) : expected === part
}

/** An opaque identifier in an address: whatever it spells, it must stay one part of the path (PROTOCOL.md 1.1). */
function isIdentifier(part: string): boolean {
  let spelled: string
  try {
    spelled = decodeURIComponent(part)
  } catch {
    return false
  }
  if (spelled === '.' || spelled === '..' || /[/\\\p{Cc}]/u.test(spelled)) return false
  return spelled.length >= 1 && spelled.length <= 64
}
