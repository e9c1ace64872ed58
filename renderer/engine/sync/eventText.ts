/** One event of a stream of server-sent events; comments and `retry` are not among them. */
export interface ServerEvent {
  readonly name: string
  readonly data: string
}

/** An event of the protocol is a few hundred characters long; what is far longer is no stream of it. */
const longestEvent = 100_000

/** Makes events out of a stream's text as it comes, cut anywhere (WHATWG HTML, 9.2). */
export class EventReader {
  private rest = ''
  private name = ''
  private data: string[] = []

  /** Throws when what comes is no stream of events. */
  take(text: string): readonly ServerEvent[] {
    this.rest += text
    const lines = this.rest.split(/\r\n|\n|\r(?!$)/)
    this.rest = lines.pop() ?? ''
    const events = lines.flatMap((line) => this.line(line))
    const held = this.data.reduce((length, line) => length + line.length, this.rest.length)
    if (held > longestEvent) throw new Error('What came is no stream of events.')
    return events
  }

  private line(line: string): readonly ServerEvent[] {
    if (line === '') return this.ended()
    const colon = line.indexOf(':')
    // With nothing before it, a comment.
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') this.name = value
    if (field === 'data') this.data.push(value)
    return []
  }

  private ended(): readonly ServerEvent[] {
    const { name, data } = this
    this.name = ''
    this.data = []
    return data.length === 0 ? [] : [{ name: name || 'message', data: data.join('\n') }]
  }
}
