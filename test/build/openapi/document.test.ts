import { readFile } from 'node:fs/promises'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { openapiDocument } from '../../../build/openapi/document'
import type { Body, Operation } from '../../../build/openapi/operation'
import { operations } from '../../../build/openapi/operations/operations'
import { startTestNational } from '../../national/testDesk'

const written = new URL('../../../docs/openapi.json', import.meta.url)

function bodiesOf(operation: Operation): Body[] {
  const answered = Object.values(operation.responses).flatMap(({ body }) => (body ? [body] : []))
  return operation.request ? [operation.request, ...answered] : answered
}

function isExample(schema: z.ZodType, value: unknown): boolean {
  return schema.safeParse(value).success
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    // The validator wants an object of its own to look into.
    const verdict = await validator.validate({ ...openapiDocument('0.0.0') })
    expect(verdict.errors ?? []).toEqual([])
    expect(verdict.valid).toBe(true)
    expect(validator.version).toBe('3.1')
  })

  it('is the one that docs/ holds: after a change of the schemas, npm run openapi', async () => {
    const held: unknown = JSON.parse(await readFile(written, 'utf8'))
    const version = (held as { info: { version: string } }).info.version // checked by the comparison below
    expect(held).toEqual(JSON.parse(JSON.stringify(openapiDocument(version))))
  })

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s has an example for whatever it takes and gives, and each is what its schema says',
    (_id, operation) => {
      for (const body of bodiesOf(operation)) {
        if (body.kind !== 'json') continue
        expect(Object.keys(body.examples).length).toBeGreaterThan(0)
        const wrong = Object.entries(body.examples).filter(([, value]) => !isExample(body.schema, value))
        expect(wrong.map(([name]) => name)).toEqual([])
      }
      for (const { schema, example } of operation.parameters ?? [])
        expect(isExample(schema, example)).toBe(true)
    },
  )

  it('tells of every path and method that the sandbox answers', async () => {
    const national = await startTestNational({ cases: 10 })
    await national.close()
    const told = new Set(operations.map(({ method, path }) => `${method} ${path.replace(/\{[^}]+\}/g, ':')}`))
    const answered = national.routes.map(
      ({ method, path }) => `${method.toLowerCase()} ${path.replace(/:[^/]+/g, ':')}`,
    )
    // HEAD is GET without the body (RFC 9110, 9.3.2), so it is not told apart.
    const untold = answered.filter((one) => !told.has(one) && !told.has(one.replace(/^head /, 'get ')))
    expect(untold).toEqual([])
    expect(answered.length).toBeGreaterThan(20)
  })
})
