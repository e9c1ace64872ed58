import { z } from 'zod'
import { components } from './components'
import { operations } from './operations/operations'
import { tags, type Body, type Operation, type Parameter, type Response } from './operation'
import { problemExample } from './examples/problems'

type Json = Readonly<Record<string, unknown>>

const reference = (id: string): string => `#/components/schemas/${id}`

/** A schema as OpenAPI 3.1 has it: JSON Schema 2020-12, what a sender may write. */
function jsonSchemaOf(schema: z.ZodType): Json {
  return without(['$schema'], z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
}

function without(names: readonly string[], from: object): Json {
  return Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name)))
}

function componentSchemas(): Json {
  const { schemas } = z.toJSONSchema(components, { uri: reference, io: 'input', unrepresentable: 'any' })
  return Object.fromEntries(
    // Their place is the document's, and its dialect holds for all.
    Object.entries(schemas).map(([id, schema]) => [id, without(['$schema', '$id'], schema)]),
  )
}

function nameOf(schema: z.ZodType): string {
  const known = components.get(schema)
  if (!known) throw new Error('A body has a schema without a name in components.ts')
  return known.id
}

function contentOf(body: Body): Json {
  switch (body.kind) {
    case 'json':
      return {
        'application/json': {
          schema: { $ref: reference(nameOf(body.schema)) },
          examples: Object.fromEntries(
            Object.entries(body.examples).map(([name, value]) => [name, { value }]),
          ),
        },
      }
    case 'other':
      return {
        [body.mime]: {
          schema: { type: 'string', description: body.description },
          ...(body.example === undefined ? {} : { example: body.example }),
        },
      }
  }
}

function parameterOf({ name, in: place, description, required, schema, example }: Parameter): Json {
  const must = place === 'path' || required === true
  return { name, in: place, description, required: must, schema: jsonSchemaOf(schema), example }
}

function responseOf({ description, headers, body }: Response): Json {
  const described = Object.entries(headers ?? {}).map(([name, text]) => [
    name,
    { description: text, schema: { type: 'string' } },
  ])
  return {
    description,
    ...(described.length === 0 ? {} : { headers: Object.fromEntries(described) }),
    ...(body ? { content: contentOf(body) } : {}),
  }
}

/** The problems of an operation by status; several codes of one status are examples of one answer. */
function problemResponses({ problems = [] }: Operation): Json {
  const byStatus = new Map<number, Record<string, unknown>>()
  for (const { status, code, when } of problems) {
    const examples = byStatus.get(status) ?? {}
    examples[code] = { summary: when, value: problemExample(status, code) }
    byStatus.set(status, examples)
  }
  return Object.fromEntries(
    [...byStatus].map(([status, examples]) => [
      String(status),
      {
        description: 'A problem document (PROTOCOL.md 1.3, 1.4)',
        content: { 'application/problem+json': { schema: { $ref: reference('Problem') }, examples } },
      },
    ]),
  )
}

function operationOf(operation: Operation): Json {
  const { id, tag, paragraph, summary, signedIn, parameters, request, responses } = operation
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: `PROTOCOL.md ${paragraph}`,
    ...(parameters ? { parameters: parameters.map(parameterOf) } : {}),
    ...(request ? { requestBody: { required: true, content: contentOf(request) } } : {}),
    responses: {
      ...Object.fromEntries(Object.entries(responses).map(([status, one]) => [status, responseOf(one)])),
      ...problemResponses(operation),
      default: { $ref: '#/components/responses/Problem' },
    },
    security: signedIn ? [{ accessToken: [] }] : [],
  }
}

function pathItems(): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const operation of operations) {
    const item = (paths[operation.path] ??= {})
    if (item[operation.method]) throw new Error(`${operation.method} ${operation.path} stands twice`)
    item[operation.method] = operationOf(operation)
  }
  return paths
}

/** PROTOCOL.md as OpenAPI 3.1, made from the schemas of `shared/protocol`. */
export function openapiDocument(version: string): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Desk protocol v1',
      version,
      summary: 'Between a complaint desk and the national system of SP4N-LAPOR!',
      description:
        'Generated from the schemas of shared/protocol; shared/protocol/README.md is the normative text. ' +
        'What belongs to the citizens’ side, the national administration and the tests is the sandbox’s.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: 'http://127.0.0.1:4510', description: 'The sandbox of the national system' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths: pathItems(),
    components: {
      schemas: componentSchemas(),
      responses: {
        Problem: {
          description: 'Anything else that went wrong (PROTOCOL.md 1.3, 1.4)',
          content: {
            'application/problem+json': {
              schema: { $ref: reference('Problem') },
              example: problemExample(503, 'unavailable'),
            },
          },
        },
      },
      securitySchemes: {
        accessToken: { type: 'http', scheme: 'bearer', description: 'PROTOCOL.md 1.2, 2' },
      },
    },
  }
}
