import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import type { Database } from './database'
import { translated } from './postgresErrors'

type Heard = (payload: string | null) => void

/** Milliseconds before connecting again, from the first time to the last. */
const pauses = { first: 100, longest: 5_000 }

/**
 * What hears a server's notifications (`Database.listen`): on one connection beside the pool's, made when somebody
 * first listens. One that breaks is made anew without end, and everybody is told that something may have been lost.
 */
export class PostgresListener {
  private readonly heard = new Map<string, Set<Heard>>()
  private connection: Promise<Client> | null = null
  private readonly ending = new AbortController()

  constructor(private readonly url: string) {}

  listen: Database['listen'] = async (channel, heard) => {
    const others = this.heard.get(channel) ?? new Set()
    this.heard.set(channel, others.add(heard))
    try {
      const client = await this.connected()
      await client.query(listenTo(channel))
    } catch (error) {
      others.delete(heard)
      throw translated(error)
    }
    // The channel itself stays: a notification that nobody waits for costs nothing.
    return () => Promise.resolve(void others.delete(heard))
  }

  async close(): Promise<void> {
    this.ending.abort()
    const client = await this.connection?.catch(() => null)
    await client?.end().catch(() => undefined)
  }

  private connected(): Promise<Client> {
    this.connection ??= this.connect().catch((error: unknown) => {
      this.connection = null
      throw error
    })
    return this.connection
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'meja-aduan-national listening',
    })
    // What broke is told by `end`; without a listener an error would end the program.
    client.on('error', () => undefined)
    client.on('notification', ({ channel, payload }) => this.tell(channel, payload ?? ''))
    try {
      await client.connect()
      for (const channel of this.heard.keys()) await client.query(listenTo(channel))
    } catch (error) {
      await client.end().catch(() => undefined)
      throw error
    }
    client.on('end', () => this.connectAgain())
    return client
  }

  private connectAgain(): void {
    if (this.ending.signal.aborted) return
    this.connection = this.untilConnected()
    // Nobody may be waiting for it; it fails only when this is closed.
    this.connection.catch(() => undefined)
  }

  private async untilConnected(): Promise<Client> {
    for (let wait = pauses.first; ; wait = Math.min(wait * 2, pauses.longest)) {
      await pause(wait, undefined, { signal: this.ending.signal })
      const client = await this.connect().catch(() => null)
      if (client === null) continue
      for (const channel of this.heard.keys()) this.tell(channel, null)
      return client
    }
  }

  private tell(channel: string, payload: string | null): void {
    for (const heard of this.heard.get(channel) ?? []) heard(payload)
  }
}

function listenTo(channel: string): string {
  return `listen "${channel.replace(/"/g, '""')}"`
}
