import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { faultSchema, faultsRequestSchema } from './faultSchema'

/** The table of README.md: its second column holds the examples. */
async function examples(): Promise<unknown[]> {
  const text = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  const [, section = ''] = text.split('## Faults\n')
  return [...section.matchAll(/^\| +(?:`[a-z-]+`)? *\| +`(\{.*?\})` +\|/gm)].map(([, json = '']): unknown =>
    JSON.parse(json),
  )
}

describe('the faults that can be set (PROTOCOL.md 8.3)', () => {
  it('are each shown in README.md by an example that is accepted', async () => {
    const faults = faultsRequestSchema.parse({ faults: await examples() }).faults
    const kinds = faultSchema.options.map((option) => option.shape.kind.value)
    expect([...new Set(faults.map(({ kind }) => kind))].sort()).toEqual([...kinds].sort())
  })

  it('refuse what would be another fault than was meant', () => {
    for (const wrong of [
      { kind: 'meteor' },
      { kind: 'cut' },
      { kind: 'cut', byte: -1 },
      { kind: 'cut', bytes: 10, byte: 10 },
      { kind: 'down', from: 0 },
      { kind: 'down', path: 'v1/status' },
      { kind: 'latency' },
      { kind: 'bandwidth', request: 0 },
      { kind: 'status', status: 199 },
      { kind: 'status', status: 503, retryAfter: 10 },
      { kind: 'content-type', contentType: 'text/html\r\nx-other: 1' },
      { kind: 'reassign', which: {}, agencyId: 'pemkot-makassar' },
      { kind: 'revoke' },
    ]) {
      expect(faultSchema.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false)
    }
  })
})
