import { gunzipSync } from 'node:zlib'

/** What was sent, as far as a failing check repeats it: never a token, never a password. */
export interface Sent {
  readonly method: string
  readonly path: string
  /** The body as text, shortened where it is shown; null for none or for bytes. */
  readonly body: string | null
}

const longestShown = 160

function shortened(text: string): string {
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`
}

/** Secrets are taken out first: a half of one is one too. */
function shown(text: string): string {
  const open = text.replace(/"(password|otp|accessToken|refreshToken)":"[^"]*"/g, '"$1":"…"')
  return shortened(open.replace(/\s+/g, ' '))
}

/** A whole answer, with its bytes as they came over the wire. */
export class Answer {
  constructor(
    readonly sent: Sent,
    readonly status: number,
    readonly headers: Readonly<Record<string, string | string[] | undefined>>,
    readonly bytes: Buffer,
  ) {}

  header(name: string): string | null {
    const value = this.headers[name.toLowerCase()]
    return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value
  }

  /** The media type without its parameters, in lower case. */
  get mediaType(): string {
    return (this.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  }

  /** The bytes with the content coding taken off. */
  get content(): Buffer {
    return this.header('content-encoding') === 'gzip' ? gunzipSync(this.bytes) : this.bytes
  }

  get text(): string {
    return this.content.toString('utf8')
  }

  /** The body as JSON, or undefined when it is none. */
  get json(): unknown {
    try {
      const read: unknown = JSON.parse(this.text)
      return read
    } catch {
      return undefined
    }
  }

  /** `POST /v1/actions {…} -> 422 {…}`, short enough for a line. */
  get summary(): string {
    const { method, path, body } = this.sent
    const sent = body === null ? '' : ` ${shown(body)}`
    const came = this.bytes.length === 0 ? '' : ` ${shown(this.text)}`
    return `${method} ${shortened(path)}${sent} -> ${this.status}${came}`
  }
}
