import { describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { startTestNational } from '../testDesk'
import { openPostgresDatabase } from './postgresDatabase'
import { newTestStorage } from './testStorage'

const postgres = inject('postgres')
const missing = 'missing' in postgres ? ` (not run: ${postgres.missing})` : ''

describe(`the sandbox's tests on a PostgreSQL server${missing}`, () => {
  it.skipIf(missing !== '')(
    'start each sandbox on a database of its own there, already migrated',
    async () => {
      const { storage, remove } = await newTestStorage()
      const url = z.string().parse(storage.databaseUrl)
      const national = await startTestNational({ databaseUrl: url, cases: 20 })
      const database = await openPostgresDatabase(url)
      const shape = z.object({ version: z.string(), cases: z.coerce.number() })
      const rows = await database.rows(shape, 'select version(), (select count(*) from cases) as cases')
      expect(rows).toMatchObject([{ version: expect.stringMatching(/^PostgreSQL/) as string }])
      // PGlite would say so too; that the sandbox filled this very database shows where it runs.
      expect(rows[0]?.cases).toBeGreaterThanOrEqual(20)
      await database.close()
      await national.close()
      await remove()
    },
  )
})
