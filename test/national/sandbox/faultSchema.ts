import { z } from 'zod'
import { problemCodes } from '../../../shared/protocol/problem'

const mostBytes = 64 * 1024 * 1024
const longestMilliseconds = 60 * 60 * 1000

const method = z.string().min(1).max(10).toUpperCase().optional()
/** The path without query; a `*` at the end stands for anything. Without it, every path. */
const path = z.string().startsWith('/').max(500).optional()

/** Which requests a fault hits: decided by the number of the request alone, never by chance or time. */
const aim = {
  method,
  path,
  /** From which of the matching requests on it acts, counted from 1 since the faults were set. */
  from: z.number().int().min(1).max(1_000_000).optional(),
  /** On how many of them; without it, on all until the faults are cleared. */
  count: z.number().int().min(1).max(1_000_000).optional(),
}
const byte = z.number().int().min(0).max(mostBytes)
const milliseconds = z.number().int().min(1).max(longestMilliseconds)
const bytesPerSecond = z.number().int().min(1).max(1_000_000_000)
const nth = z.number().int().min(1).max(5000)
const identifierText = z.string().min(1).max(64)
const contentType = z
  .string()
  .regex(/^[\x21-\x7e][\x20-\x7e]{0,199}$/, 'printable ASCII, 1 to 200 characters')
/** `none`: the request is not looked at; `done`: it takes its effect, and what it is answered is not told. */
const effect = z.enum(['none', 'done']).default('none')

/** PROTOCOL.md 1.4: in seconds or as a date; the date is counted from the sandbox's clock. */
const retryAfter = z.strictObject({
  form: z.enum(['seconds', 'date']),
  seconds: z.number().int().min(0).max(100_000_000),
})

const answerBody = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('problem'), code: z.string().min(1).max(64) }),
  z.strictObject({ form: z.literal('empty') }),
  z.strictObject({ form: z.literal('text'), text: z.string().max(100_000), contentType }),
])

/** Which case is taken away in the middle of a push: by its public number, or that of the push's n-th action. */
const reassignedCase = z.union([
  z.strictObject({ trackingId: identifierText }),
  z.strictObject({ action: z.number().int().min(1).max(100) }),
])
/** Before or after the whole request, or when the first so many actions of the push have their results. */
const momentOfPush = z.union([
  z.enum(['before', 'after']),
  z.strictObject({ afterActions: z.number().int().min(1).max(99) }),
])

/** What can be made to go wrong (PROTOCOL.md 8.3). README.md tells each with an example. */
export const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('down'), ...aim }),
  z
    .strictObject({
      kind: z.literal('latency'),
      beforeRequest: milliseconds.optional(),
      beforeResponse: milliseconds.optional(),
      ...aim,
    })
    .refine((given) => given.beforeRequest !== undefined || given.beforeResponse !== undefined, {
      message: 'beforeRequest, beforeResponse or both are needed',
    }),
  z
    .strictObject({
      kind: z.literal('bandwidth'),
      request: bytesPerSecond.optional(),
      response: bytesPerSecond.optional(),
      ...aim,
    })
    .refine((given) => given.request !== undefined || given.response !== undefined, {
      message: 'request, response or both are needed',
    }),
  z.strictObject({
    kind: z.literal('status'),
    status: z.number().int().min(200).max(599),
    body: answerBody.default({ form: 'empty' }),
    retryAfter: retryAfter.optional(),
    effect,
    ...aim,
  }),
  z.strictObject({
    kind: z.literal('problem'),
    status: z.number().int().min(400).max(599),
    code: z.enum(problemCodes),
    ...aim,
  }),
  z.strictObject({
    kind: z.literal('cut'),
    of: z.enum(['response', 'request']).default('response'),
    byte,
    ...aim,
  }),
  z.strictObject({ kind: z.literal('drop-response'), ...aim }),
  z.strictObject({
    kind: z.literal('doubled'),
    answer: z.enum(['first', 'second']).default('first'),
    ...aim,
  }),
  z.strictObject({
    kind: z.literal('delayed'),
    of: z.enum(['response', 'request']).default('response'),
    past: z.strictObject({ method, path }).default({}),
    ...aim,
  }),
  z.strictObject({
    kind: z.literal('garbled'),
    of: z.enum(['response', 'request']).default('response'),
    byte,
    length: z.number().int().min(1).max(mostBytes).optional(),
    ...aim,
  }),
  z.strictObject({ kind: z.literal('html'), body: z.string().max(100_000).optional(), effect, ...aim }),
  z.strictObject({
    kind: z.literal('content-type'),
    contentType: contentType.default('text/plain; charset=utf-8'),
    ...aim,
  }),
  z.strictObject({ kind: z.literal('truncated'), byte, ...aim }),
  z.strictObject({
    kind: z.literal('clock'),
    seconds: z.number().int().min(-10_000_000_000).max(10_000_000_000),
    ...aim,
  }),
  z.strictObject({
    kind: z.literal('earlier-page'),
    back: z.number().int().min(1).max(20).default(1),
    ...aim,
    path: path.default('/v1/changes'),
  }),
  z.strictObject({
    kind: z.literal('bad-case'),
    nth: nth.default(1),
    field: z.string().min(1).max(64).default('status'),
    value: z.json().default(17),
    ...aim,
  }),
  z.strictObject({
    kind: z.literal('reassign'),
    which: reassignedCase,
    agencyId: identifierText,
    unitId: identifierText.optional(),
    when: momentOfPush.default('before'),
    ...aim,
    method: method.default('POST'),
    path: path.default('/v1/actions'),
  }),
  z.strictObject({
    kind: z.literal('revoke'),
    what: z.enum(['session', 'device']),
    when: z.enum(['before', 'after']).default('before'),
    ...aim,
  }),
])
export type Fault = z.infer<typeof faultSchema>
export type FaultOf<Kind extends Fault['kind']> = Extract<Fault, { kind: Kind }>

export const faultsRequestSchema = z.strictObject({ faults: z.array(faultSchema).max(100) })
