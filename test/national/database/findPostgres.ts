import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A PostgreSQL server's programs on this machine, or in words why there are none to be used. */
export type PostgresPrograms = { readonly folder: string } | { readonly missing: string }

const debianVersions = '/usr/lib/postgresql'

/** Debian's newest, else the first in the path. */
export function findPostgres(): PostgresPrograms {
  const versions = existsSync(debianVersions) ? readdirSync(debianVersions) : []
  const newestFirst = versions.sort((one, other) => Number(other) - Number(one))
  const folders = [
    ...newestFirst.map((version) => join(debianVersions, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ]
  const folder = folders.find((one) => existsSync(join(one, 'initdb')) && existsSync(join(one, 'postgres')))
  return folder === undefined ? { missing: 'no PostgreSQL server is installed here' } : { folder }
}
