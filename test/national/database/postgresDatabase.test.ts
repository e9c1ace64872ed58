import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { hold, newGate, untilWaiting } from './concurrency'
import { DatabaseBusy, DatabaseLost, type Database } from './database'
import { openPostgresDatabase } from './postgresDatabase'
import { newTestStorage, type TestStorage } from './testStorage'

let place: TestStorage
let url: string
let database: Database
let other: Database

beforeAll(async () => {
  place = await newTestStorage()
  url = z.string().parse(place.storage.databaseUrl)
  database = await openPostgresDatabase(url)
  other = await openPostgresDatabase(url)
  await database.script(`create table things (name text primary key, count integer not null);
                         insert into things values ('one', 0), ('two', 0)`)
})
afterAll(async () => {
  await database.close()
  await other.close()
  await place.remove()
})

const countSchema = z.object({ count: z.number() })
const pidSchema = z.object({ pid: z.number() })

async function counts(): Promise<number[]> {
  const rows = await database.rows(countSchema, 'select count from things order by name')
  return rows.map(({ count }) => count)
}

async function reset(): Promise<void> {
  await database.run('update things set count = 0')
}

const add = (name: string) => `update things set count = count + 1 where name = '${name}'`

function withImpatience(): Promise<Database> {
  const impatient = new URL(url)
  impatient.searchParams.set('lock_timeout', '100')
  return openPostgresDatabase(impatient.href)
}

describe('a PostgreSQL server behind the interface', () => {
  it('undoes a transaction that throws, and gives what it threw', async () => {
    await reset()
    const thrown = new Error('no')
    const failing = database.transaction(async (transaction) => {
      await transaction.run(add('one'))
      throw thrown
    })
    await expect(failing).rejects.toBe(thrown)
    expect(await counts()).toEqual([0, 0])
  })

  it('does not call a transaction done in which a statement failed, even if nobody listened', async () => {
    await reset()
    const failing = database.transaction(async (transaction) => {
      await transaction.run(add('one'))
      await transaction.run('select 1 / 0').catch(() => undefined)
    })
    await expect(failing).rejects.toThrow('its error was not passed on')
    expect(await counts()).toEqual([0, 0])
  })

  it('tries again what a deadlock undid: two that lock in opposite order both take effect once', async () => {
    await reset()
    const [oneIsLocked, twoIsLocked] = [newGate(), newGate()]
    let attempts = 0
    const both = [
      database.transaction(async (transaction) => {
        attempts += 1
        await transaction.run(add('one'))
        oneIsLocked.open()
        await twoIsLocked.passed
        await transaction.run(add('two'))
      }),
      other.transaction(async (transaction) => {
        attempts += 1
        await transaction.run(add('two'))
        twoIsLocked.open()
        await oneIsLocked.passed
        await transaction.run(add('one'))
      }),
    ]
    await Promise.all(both)
    expect(await counts()).toEqual([2, 2])
    expect(attempts).toBe(3)
  })

  it('gives up after five collisions and says that it is busy', async () => {
    let attempts = 0
    const colliding = database.transaction(async (transaction) => {
      attempts += 1
      await transaction.run(`do $$ begin raise exception 'collision' using errcode = '40001'; end $$`)
    })
    await expect(colliding).rejects.toBeInstanceOf(DatabaseBusy)
    expect(attempts).toBe(5)
  })

  it('says that it is busy when somebody keeps a lock for too long', async () => {
    await reset()
    const impatient = await withImpatience()
    const holder = await hold(other, (transaction) => transaction.run(add('one')))
    const waiting = impatient.transaction(async (transaction) => {
      await transaction.run(add('two'))
      await transaction.run(add('one'))
    })
    await expect(waiting).rejects.toBeInstanceOf(DatabaseBusy)
    await holder.end()
    await impatient.close()
    expect(await counts()).toEqual([1, 0])
  })

  it('leaves nothing half done when its connection breaks in the middle, and goes on with a new one', async () => {
    await reset()
    const breaking = database.transaction(async (transaction) => {
      await transaction.run(add('one'))
      const [own] = await transaction.rows(pidSchema, 'select pg_backend_pid() as pid')
      await other.run('select pg_terminate_backend($1)', [own?.pid])
      await transaction.run(add('two'))
    })
    await expect(breaking).rejects.toBeInstanceOf(DatabaseLost)
    expect(await counts()).toEqual([0, 0])
  })

  it('does not notice that its kept connections were all broken meanwhile, as by a server started again', async () => {
    await reset()
    await Promise.all(Array.from({ length: 10 }, () => database.run('select pg_sleep(0.01)')))
    await other.run(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    )
    await database.transaction((transaction) => transaction.run(add('one')))
    expect(await counts()).toEqual([1, 0])
  })

  it('says that there is no server rather than waiting for one', async () => {
    const nowhere = new URL(url)
    nowhere.searchParams.set('host', '/nowhere')
    await expect(openPostgresDatabase(nowhere.href)).rejects.toBeInstanceOf(DatabaseLost)
  })

  it('is alone only when no other transaction runs, and lets none begin meanwhile', async () => {
    await reset()
    const holder = await hold(other, (transaction) => transaction.run(add('one')))
    const seen: number[][] = []
    const alone = database.alone(async (transaction) => {
      const rows = await transaction.rows(countSchema, 'select count from things order by name')
      seen.push(rows.map(({ count }) => count))
      await transaction.run('update things set count = count * 10')
    })
    await untilWaiting(other, 1)
    const later = other.transaction((transaction) => transaction.run(add('one')))
    await untilWaiting(other, 2)
    await holder.end()
    await Promise.all([alone, later])
    expect(seen).toEqual([[1, 0]])
    expect(await counts()).toEqual([11, 0])
  })
})

describe('notifications of a PostgreSQL server', () => {
  it('are heard once what they announce is committed, and never when it is undone', async () => {
    const heard: (string | null)[] = []
    const end = newGate()
    const stop = await database.listen('news', (payload) => {
      heard.push(payload)
      if (payload === 'end') end.open()
    })
    const announce = (payload: string) => `select pg_notify('news', '${payload}')`
    await expect(
      other.transaction(async (transaction) => {
        await transaction.run(announce('undone'))
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    await other.transaction((transaction) => transaction.run(announce('done')))
    await other.run(announce('end'))
    await end.passed
    await stop()
    expect(heard).toEqual(['done', 'end'])
  })

  it('says that some may be lost when the connection broke, and hears the next ones', async () => {
    const [lost, again] = [newGate(), newGate()]
    const stop = await database.listen('broken', (payload) => (payload === null ? lost : again).open())
    await other.run(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name like '%listening'`,
    )
    await lost.passed
    await other.run(`select pg_notify('broken', 'again')`)
    await again.passed
    await stop()
  })
})
