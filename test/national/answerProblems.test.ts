import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { answerProblems } from './answerProblems'
import { DatabaseBusy, DatabaseLost } from './database/database'
import { ProblemError } from './problem'

/** What a route is answered that fails so, and what is logged. */
async function answerTo(failure: Error) {
  const lines: string[] = []
  const application = fastify()
  answerProblems(application, (line) => lines.push(line))
  application.get('/cases/:id', () => Promise.reject(failure))
  const { statusCode, headers, body } = await application.inject('/cases/9165816')
  await application.close()
  return { status: statusCode, headers, problem: JSON.parse(body) as unknown, log: lines.join('\n') }
}

describe('failures of the server (PROTOCOL.md 1.3, 1.4)', () => {
  it.each([new DatabaseBusy('Jl. Sunu'), new DatabaseLost('Jl. Sunu')])(
    'a database that is busy or lost is 503 unavailable, and asking again soon helps',
    async (failure) => {
      const { status, headers, problem, log } = await answerTo(failure)
      expect([status, headers['retry-after']]).toEqual([503, '1'])
      expect(problem).toMatchObject({ status: 503, code: 'unavailable' })
      expect(log).toMatch(/^GET \/cases\/:id Error\n/)
      expect(log).not.toContain('Sunu')
    },
  )

  it('what nobody thought of is 500 unavailable, and says nothing of its reason', async () => {
    const { status, problem, log } = await answerTo(new RangeError('Jl. Sunu 9165816'))
    expect(status).toBe(500)
    expect(problem).toEqual({
      type: 'urn:meja-aduan:problem:unavailable',
      title: 'Not available now',
      status: 500,
      code: 'unavailable',
    })
    expect(log).toMatch(/^GET \/cases\/:id RangeError\n {4}at /)
    expect(log).not.toContain('9165816')
  })

  it('a problem that was meant is answered with its Retry-After and not logged', async () => {
    const { status, headers, log } = await answerTo(new ProblemError(503, 'maintenance', undefined, 90))
    expect([status, headers['retry-after'], log]).toEqual([503, '90', ''])
  })
})
