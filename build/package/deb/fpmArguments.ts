import { parseArgs } from 'node:util'

/** A Debian package as electron-builder describes it to fpm. */
export interface DebDescription {
  readonly path: string
  readonly control: Readonly<Record<string, string>>
  /** What is copied where; a source that ends with a slash is a folder whose content is meant. */
  readonly content: readonly { readonly from: string; readonly to: string }[]
  readonly afterInstall: string | null
  readonly afterRemove: string | null
  readonly compression: string
}

const text = { type: 'string' } as const
const several = { type: 'string', multiple: true } as const
const flag = { type: 'boolean' } as const
const options = {
  force: flag,
  debug: flag,
  log: text,
  input: { type: 'string', short: 's' },
  output: { type: 'string', short: 't' },
  package: text,
  architecture: text,
  name: text,
  version: text,
  iteration: text,
  license: text,
  maintainer: text,
  vendor: text,
  url: text,
  description: text,
  category: text,
  depends: { type: 'string', multiple: true, short: 'd' },
  'deb-recommends': several,
  'deb-compression': text,
  'deb-priority': text,
  'after-install': text,
  'after-remove': text,
} as const

/** Reads what electron-builder says to fpm; throws on what this program does not know, rather than leave it out. */
export function readFpmArguments(words: readonly string[]): DebDescription {
  const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
  if (values.input !== 'dir' || values.output !== 'deb') throw new Error('Only folders into a deb.')
  const [path, name, version] = [values.package, values.name, values.version]
  if (!path || !name || !version) throw new Error('The package has no path, name or version.')
  const revision = values.iteration ? `-${values.iteration}` : ''
  return {
    path,
    control: withoutEmpty({
      Package: name,
      Version: `${version}${revision}`,
      Architecture: values.architecture ?? '',
      Maintainer: values.maintainer ?? '',
      Section: values.category ?? '',
      Priority: values['deb-priority'] ?? '',
      Depends: (values.depends ?? []).join(', '),
      Recommends: (values['deb-recommends'] ?? []).join(', '),
      Homepage: values.url ?? '',
      Description: foldedDescription(values.description ?? name),
    }),
    content: positionals.map(contentOf),
    afterInstall: values['after-install'] ?? null,
    afterRemove: values['after-remove'] ?? null,
    compression: values['deb-compression'] ?? 'xz',
  }
}

function contentOf(pair: string): { readonly from: string; readonly to: string } {
  const middle = pair.lastIndexOf('=')
  if (middle < 0) throw new Error(`${pair} does not say where it goes.`)
  return { from: pair.slice(0, middle), to: pair.slice(middle + 1) }
}

/** The first line is the summary; the others begin with a space, and an empty one is a dot (deb-control(5)). */
function foldedDescription(description: string): string {
  const [summary = '', ...others] = description.split('\n').map((line) => line.trim())
  return [summary, ...others.map((line) => ` ${line === '' ? '.' : line}`)].join('\n')
}

function withoutEmpty(fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
}
