import type { z } from 'zod'

/** A query or path parameter, as text on the wire. */
export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly description: string
  readonly required?: boolean
  readonly schema: z.ZodType
  readonly example: string | number
}

/** What an answer or a request carries; each body shows at least one example. */
export type Body =
  | {
      readonly kind: 'json'
      /** Named in `components.ts`. */
      readonly schema: z.ZodType
      readonly examples: Readonly<Record<string, unknown>>
    }
  | {
      readonly kind: 'other'
      readonly mime: string
      readonly description: string
      /** As it stands on the wire; none for bytes. */
      readonly example?: string
    }

export interface Response {
  readonly description: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Body
}

/** One operation of PROTOCOL.md. */
export interface Operation {
  readonly id: string
  readonly method: 'get' | 'post' | 'put' | 'delete' | 'patch' | 'head' | 'options'
  /** With `{name}` for path parameters. */
  readonly path: string
  readonly tag: Tag
  readonly paragraph: string
  readonly summary: string
  /** Whether a bearer token is needed. */
  readonly signedIn: boolean
  readonly parameters?: readonly Parameter[]
  readonly request?: Body
  readonly responses: Readonly<Record<number, Response>>
  /** Problems besides those that any operation may answer (1.4). */
  readonly problems?: readonly ProblemAnswer[]
}

export interface ProblemAnswer {
  readonly status: number
  readonly code: string
  readonly when: string
}

export const tags = {
  general: 'State of the national system',
  sessions: 'Sessions',
  reference: 'Reference data',
  pulling: 'Pulling',
  pushing: 'Pushing',
  files: 'Attachments and uploads',
  citizens: 'The citizens’ side (sandbox)',
  administration: 'The national administration (sandbox)',
  sandbox: 'What tests set and ask (sandbox)',
} as const
export type Tag = keyof typeof tags
