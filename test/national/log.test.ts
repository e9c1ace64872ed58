import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from './database/openDatabase'
import { errorPlaces } from './errorPlaces'
import { sendRaw } from './rawRequest'
import type { RunningNational } from './startNational'
import { ask, post, startTestNational } from './testDesk'

/** A word that nobody else writes; wherever it comes out, something came out. */
const canary = 'kenari7351'

/** A word that looks like a line of the places in the code. */
const disguised = `x\n    at ${canary} (file:///${canary}.ts:1:1)\n    at ${canary}.ts:2:2`

describe('what the log says of an error', () => {
  it('is its kind and places in the code', () => {
    const [kind, ...places] = errorPlaces(new TypeError('a message')).split('\n')
    expect(kind).toBe('TypeError')
    expect(places.length).toBeGreaterThan(0)
    expect(places[0]).toContain('log.test.ts')
  })

  it('is never its message, whatever that looks like, nor its cause', () => {
    const renamed = Object.assign(new Error(disguised), { name: `${canary} ${canary}` })
    const changed = new Error(disguised)
    changed.message = 'harmless'
    const errors = [
      new Error(canary),
      new Error(disguised, { cause: new Error(canary) }),
      renamed,
      changed,
      canary,
      null,
    ]
    for (const error of errors) expect(errorPlaces(error)).not.toContain(canary)
  })
})

describe('the log of a sandbox whose database refuses to write', () => {
  const lines: string[] = []
  let folder: string
  let national: RunningNational

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'national-log-'))
    await (await startTestNational({ cases: 5, folder })).close()
    // PostgreSQL repeats what it was given in its messages; this one repeats all of it.
    const database = await openDatabase({ folder })
    await database.script(`
      create function complain() returns trigger language plpgsql as
        $$ begin raise exception '%', replace(row_to_json(new)::text, '\\n', chr(10)); end $$;
      create trigger complain before insert on reports for each row execute function complain();
      create trigger complain before insert on sign_in_failures for each row execute function complain();`)
    await database.close()
    national = await startTestNational({ cases: 5, folder, log: (line) => lines.push(line) })
  })
  afterAll(async () => {
    await national.close()
    await rm(folder, { recursive: true, force: true })
  })

  const credentials = { username: canary, password: canary, deviceId: canary, deviceName: canary }
  const report = {
    title: `Laporan ${canary}`,
    body: `Isi laporan. ${disguised}`,
    reporter: { name: canary, phone: canary, email: `${canary}@example.com` },
  }

  it('a failure of the server is logged with its route, and without a word of what was sent', async () => {
    const signIn = await post(`${national.url}/v1/sessions`, credentials)
    const reported = await post(`${national.url}/public/reports?${canary}`, report, { 'x-device-id': canary })
    for (const answer of [signIn, reported]) {
      expect(answer).toMatchObject({ status: 500, body: { code: 'unavailable' } })
      expect(JSON.stringify(answer.body)).not.toContain(canary)
    }
    expect(lines.some((line) => line.startsWith('POST /v1/sessions '))).toBe(true)
    expect(lines.some((line) => line.startsWith('POST /public/reports '))).toBe(true)
    expect(lines.join('\n')).not.toContain(canary)
  })

  it('what is refused is not logged at all, wherever the word stands', async () => {
    lines.length = 0
    const answers = []
    for (const { method, path } of national.routes) {
      if (method === 'HEAD' || path === '/sandbox/clock') continue
      const url = `${national.url}${path.replace(/:\w+|\*/g, canary)}?${canary}=${canary}&since=${canary}&limit=${canary}`
      const body = JSON.stringify({ ...credentials, refreshToken: canary, text: 7, [canary]: canary })
      answers.push(
        await ask(url, {
          method,
          headers: {
            authorization: `Bearer ${canary}`,
            'x-device-id': canary,
            'x-desk-version': canary,
            'user-agent': canary,
            'content-type': 'application/json',
            'tus-resumable': '1.0.0',
          },
          body: method === 'GET' || method === 'OPTIONS' ? null : body,
        }),
      )
    }
    await sendRaw(national.url, `${canary}\r\n\r\n`)
    await ask(`${national.url}/%zz${canary}`)
    expect(answers.filter(({ status }) => status >= 400).length).toBeGreaterThan(10)
    expect(lines.join('\n')).not.toContain(canary)
  })
})
