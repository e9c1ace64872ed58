import { z } from 'zod'
import { firstRow, type Queryable } from './database'

/** What is made once for each database and kept with it; of two programs that ask at once, both get one value. */
export async function storedValue(queryable: Queryable, name: string, make: () => string): Promise<string> {
  const rowSchema = z.object({ value: z.string() })
  const known = await firstRow(queryable, rowSchema, 'select value from national where name = $1', [name])
  if (known) return known.value
  const made = await firstRow(
    queryable,
    rowSchema,
    // The update changes nothing but gives the row that somebody else has just written.
    `insert into national (name, value) values ($1, $2)
     on conflict (name) do update set value = national.value returning value`,
    [name, make()],
  )
  if (!made) throw new Error(`${name} could not be kept`)
  return made.value
}
