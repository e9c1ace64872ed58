import { describe, expect, it } from 'vitest'
import { networkFaultOf } from '../../../../electron/main/session/nationalFetch'

describe('what the network says when a request fails', () => {
  it.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'unknown-server'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'untrusted-certificate'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'untrusted-certificate'],
    ['net::ERR_CERT_DATE_INVALID', 'untrusted-certificate'],
    ['net::ERR_CONNECTION_REFUSED', 'unreachable'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'unreachable'],
    ['net::ERR_INTERNET_DISCONNECTED', 'unreachable'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'unreachable'],
    ['Redirect was cancelled', 'redirected'],
    ['net::ERR_TOO_MANY_REDIRECTS', 'redirected'],
    ['something new', 'unreachable'],
  ])('%s is %s', (message, fault) => {
    expect(networkFaultOf(new Error(message))).toBe(fault)
  })
})
