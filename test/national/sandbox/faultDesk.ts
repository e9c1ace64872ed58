import { expect } from 'vitest'
import { z } from 'zod'
import type { RunningNational } from '../startNational'
import { ask, post, type TestDesk } from '../testDesk'
import { Wire, type WireAnswer } from './wire'

/** Puts these faults in the place of all before. */
export async function setFaults(
  { url }: Pick<RunningNational, 'url'>,
  faults: readonly Record<string, unknown>[],
): Promise<void> {
  const answer = await post(`${url}/sandbox/faults`, { faults })
  expect(answer).toMatchObject({ status: 200 })
}

export async function clearFaults({ url }: Pick<RunningNational, 'url'>): Promise<void> {
  expect((await ask(`${url}/sandbox/faults`, { method: 'DELETE' })).status).toBe(204)
}

/** What the sandbox says of its faults. */
export async function faultsOf({ url }: Pick<RunningNational, 'url'>): Promise<unknown> {
  const { body } = await ask(`${url}/sandbox/faults`)
  return body
}

interface Exchange {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export function authorizationOf(desk: TestDesk): Record<string, string> {
  return { authorization: `Bearer ${desk.session.accessToken}` }
}

/** One request on a connection of its own, byte by byte. */
export async function exchange(
  { url }: Pick<RunningNational, 'url'>,
  path: string,
  { method = 'GET', headers = {}, body }: Exchange = {},
): Promise<WireAnswer> {
  const wire = await Wire.open(url)
  const content = body === undefined ? {} : { body: JSON.stringify(body) }
  wire.send({ method, path, headers: { connection: 'close', ...headers }, ...content })
  const answer = await wire.answer()
  await wire.end()
  return answer
}

const countsSchema = z.object({ faults: z.array(z.object({ acted: z.number() })) })

/** Waits until the faults, in their order, have acted so often. */
export async function untilFaults(
  national: Pick<RunningNational, 'url'>,
  acted: readonly number[],
): Promise<void> {
  for (;;) {
    const { faults } = countsSchema.parse(await faultsOf(national))
    if (acted.every((times, index) => (faults[index]?.acted ?? 0) >= times)) return
  }
}
