import { z } from 'zod'
import { archiveReasonCodes } from '../archiveReasonCodes'
import { checksOf, type Check } from '../check'
import type { Context } from '../context'
import { given, want, wantEqual, wantStatus } from '../expectations'

/** What the texts of templates may hold (PROTOCOL.md 3.1). */
const placeholders = ['trackingId', 'reporterName', 'unitName', 'officerName', 'dueDate']

const areasSchema = z.array(
  z.object({ code: z.string().min(1), parentCode: z.string().nullish(), name: z.string().min(1) }),
)

/** The areas of the country are large. */
const small = { 'accept-encoding': 'gzip' } as const

async function heldAndFresh(context: Context, path: string): Promise<void> {
  const { officer } = context
  const answer = await officer.get(path, small)
  wantStatus(answer, 200)
  const tag = answer.header('etag') ?? ''
  want(/^(W\/)?"[^"]*"$/.test(tag), 'an ETag in quotes', tag === '' ? 'none' : tag)
  const held = await officer.get(path, { 'if-none-match': tag })
  wantStatus(held, 304)
  wantEqual(held.bytes.length, 0, 'bytes of a 304:')
  wantEqual(held.header('etag'), tag, 'the ETag of a 304')
  wantStatus(await officer.get(path, { 'if-none-match': `"lain", ${tag}` }), 304)
  const other = await officer.get(path, { 'if-none-match': '"lain"', ...small })
  wantStatus(other, 200)
}

function unknownParents(
  items: readonly { readonly id: string; readonly parentId: string | null }[],
): string[] {
  const ids = new Set(items.map(({ id }) => id))
  return items.flatMap(({ parentId }) => (parentId !== null && !ids.has(parentId) ? [parentId] : []))
}

const references: Check[] = checksOf('PROTOCOL 3.1', {
  'GET /v1/reference has an ETag, and is 304 to who holds it': (context) =>
    heldAndFresh(context, '/v1/reference'),
  'the agency has a kind and an IANA time zone, and is one of the agencies': async ({ reference }) => {
    const { agency, agencies } = reference
    want(isTimeZone(agency.timeZone), 'an IANA time zone', agency.timeZone)
    want(
      agencies.some(({ id, kind }) => id === agency.id && kind === agency.kind),
      'the agency among the agencies',
    )
  },
  'units are a tree under one root': async ({ reference }) => {
    wantEqual(unknownParents(reference.units), [], 'no parent that is no unit:')
    wantEqual(reference.units.filter(({ parentId }) => parentId === null).length, 1, 'roots:')
  },
  'categories have parents that exist': async ({ reference }) => {
    want(reference.categories.length > 0, 'at least one category')
    wantEqual(unknownParents(reference.categories), [], 'no parent that is no category:')
  },
  'officers lie in units of the agency, and duty officers are officers': async ({ reference }) => {
    const units = new Set<string>(reference.units.map(({ id }) => id))
    const officers = new Set<string>(reference.officers.map(({ id }) => id))
    const lost = reference.officers.flatMap(({ unitIds }) => unitIds.filter((id) => !units.has(id)))
    wantEqual(lost, [], 'no unit of an officer that is not there:')
    const strangers = reference.units.flatMap(({ dutyOfficerIds }) =>
      dutyOfficerIds.filter((id) => !officers.has(id)),
    )
    wantEqual(strangers, [], 'nobody on duty who is no officer:')
  },
  'the officer who signed in is one of the officers': async ({ reference, officer }) => {
    const own = reference.officers.find(({ id }) => id === officer.officer.id)
    want(own !== undefined, 'the officer among the officers')
    const { name, role, active } = own
    wantEqual(
      { name, role, active },
      { name: officer.officer.name, role: officer.officer.role, active: true },
      'them as',
    )
  },
  'holidays are each a day once': async ({ reference }) => {
    const days = reference.holidays.map(({ date }) => date)
    wantEqual(new Set(days).size, days.length, 'different days:')
  },
  'templates hold no placeholder but the five': async ({ reference }) => {
    const used = reference.templates.flatMap(({ text }) =>
      [...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, name = '']) => name.trim()),
    )
    wantEqual(
      used.filter((name) => !placeholders.includes(name)),
      [],
      'no other placeholder:',
    )
  },
  'archiveReasons are those of DOMAIN.md': async ({ reference }) => {
    const codes = reference.archiveReasons.map(({ code }) => code)
    wantEqual([...codes].sort(), [...archiveReasonCodes].sort(), 'the codes')
  },
})

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('id', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const areas: Check[] = checksOf('PROTOCOL 3.2', {
  'GET /v1/areas has an ETag, and is 304 to who holds it': (context) => heldAndFresh(context, '/v1/areas'),
  'areas have a code, a name and a parent that exists': async ({ officer }) => {
    const all = given(areasSchema, await officer.get('/v1/areas', small))
    want(all.length > 0, 'at least one area')
    const known = new Set(all.map(({ code }) => code))
    wantEqual(known.size, all.length, 'different codes:')
    const lost = all.filter(({ parentCode }) => parentCode && !known.has(parentCode))
    wantEqual(lost.slice(0, 3), [], 'no parent that is no area:')
  },
})

export const referenceChecks: readonly Check[] = [...references, ...areas]
