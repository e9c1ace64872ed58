import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { National } from '../national'
import { ProblemError } from '../problem'
import { requireOwnDevice } from '../sessions/sessions'
import { bearerOf } from '../sessions/tokens'
import { isOlder } from './deskVersion'
import { RateLimit } from './rateLimit'

export interface RequestLimits {
  /** Requests that a device may make in a minute. */
  readonly ofDevice: number
  /** Requests to the citizens' side that an address may make in a minute; null for any number. */
  readonly ofAddress: number | null
}

/** When a desk that is too old may ask again: an update takes its time. */
const versionRetrySeconds = 3600

/**
 * What holds for every `/v1` request before its route is asked (PROTOCOL.md 1.4): too many requests, maintenance, a
 * desk that is too old, a token of another device. Call it before the routes are made.
 */
export function guardRequests(application: FastifyInstance, national: National): void {
  const { limits } = national
  const now = (): number => performance.now()
  const devices = new RateLimit(limits.ofDevice, now)
  const addresses = limits.ofAddress === null ? null : new RateLimit(limits.ofAddress, now)
  application.addHook('onRequest', async (request) => {
    // The route's own path, since a path may be spelled in other ways; that of no route is as it came.
    const path = request.routeOptions.url ?? request.url
    if (path.startsWith('/v1/')) {
      requireWait(devices.secondsToWait(senderOf(request, national)))
      requireService(request, path, national)
      requireOwnDevice(national, request.headers.authorization, deviceIdOf(request))
    } else if (path.startsWith('/public/') || path.startsWith('/lacak/')) {
      requireWait(addresses?.secondsToWait(request.ip) ?? null)
    }
  })
}

function requireWait(seconds: number | null): void {
  if (seconds !== null) throw new ProblemError(429, 'too_many', undefined, seconds)
}

/** Maintenance comes first: while it lasts nobody can tell what will be asked of a desk afterwards. */
function requireService(request: FastifyRequest, path: string, { service, clock }: National): void {
  const seconds = path === '/v1/status' ? null : service.secondsOfMaintenance(clock.now())
  if (seconds !== null) throw new ProblemError(503, 'maintenance', undefined, seconds)
  const version = headerOf(request, 'x-desk-version')
  if (service.leastVersion !== null && isOlder(version, service.leastVersion)) {
    throw new ProblemError(426, 'upgrade_required', undefined, versionRetrySeconds)
  }
}

/** The device as it names itself, else the session that a token of ours stands for, else the address. */
function senderOf(request: FastifyRequest, { secret }: National): string {
  const deviceId = deviceIdOf(request)
  if (deviceId !== undefined) return `device ${deviceId}`
  const token = bearerOf(request.headers.authorization, secret)
  return token ? `session ${token.sessionId}` : `address ${request.ip}`
}

function deviceIdOf(request: FastifyRequest): string | undefined {
  return headerOf(request, 'x-device-id')
}

/** A header of the desk's own (1.2), undefined when missing or empty; one that came twice is joined by Node. */
function headerOf(request: FastifyRequest, name: 'x-desk-version' | 'x-device-id'): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}
