import type { Area } from '../../shared/protocol/areas'
import type { AreaName } from './readingApi'

/** Province, regency or city, district, village; a server may have one more. */
const deepest = 6

/**
 * The names of all areas as one text, `code TAB parent TAB name` on each line: 84,000 of them take 3 MB so, and many
 * times that as objects. A case needs four, each found in a millisecond or two.
 */
export class AreaNames {
  static of(areas: readonly Area[]): AreaNames {
    const lines = areas.map(({ code, parentCode, name }) =>
      [code, parentCode ?? '', name].map(withoutSeparators).join('\t'),
    )
    return new AreaNames(`\n${lines.join('\n')}\n`)
  }

  constructor(readonly text: string) {}

  /** From the area itself to its province; empty when it is not known. */
  pathOf(code: string): readonly AreaName[] {
    const found: { readonly code: string; readonly name: string }[] = []
    for (let next = code; next !== '' && found.length < deepest;) {
      const line = this.lineOf(next)
      if (!line) break
      found.push({ code: next, name: line.name })
      next = line.parentCode
    }
    return found.map((area, index) => ({ ...area, kind: kindOf(area.code, found.length - index) }))
  }

  /** The names of many at once, in one reading of the text; those that are not known are left out. */
  namesOf(codes: ReadonlySet<string>): ReadonlyMap<string, string> {
    const found = new Map<string, string>()
    for (let start = 1; start < this.text.length && found.size < codes.size;) {
      const end = this.text.indexOf('\n', start)
      const code = this.text.slice(start, this.text.indexOf('\t', start))
      if (codes.has(code)) found.set(code, properName(this.text.slice(start, end).split('\t')[2] ?? ''))
      start = end < 0 ? this.text.length : end + 1
    }
    return found
  }

  private lineOf(code: string): { readonly parentCode: string; readonly name: string } | null {
    const start = this.text.indexOf(`\n${withoutSeparators(code)}\t`)
    if (start < 0) return null
    const [, parentCode = '', name = ''] = this.text
      .slice(start + 1, this.text.indexOf('\n', start + 1))
      .split('\t')
    return { parentCode, name: properName(name) }
  }
}

/** By its depth below nothing; villages say by their number whether they are a town's or a country one's. */
function kindOf(code: string, depth: number): AreaName['kind'] {
  switch (depth) {
    case 1:
      return 'province'
    case 2:
      return 'regency'
    case 3:
      return code.startsWith('9') ? 'papuan-district' : 'district'
    case 4:
      if (/\.1\d{3}$/.test(code)) return 'kelurahan'
      return /\.2\d{3}$/.test(code) ? 'desa' : 'area'
    default:
      return 'area'
  }
}

/** Names that stand in capitals alone are written as names are. */
function properName(name: string): string {
  if (name !== name.toUpperCase()) return name
  const small = new Set(['dan'])
  return name.toLowerCase().replace(/\p{L}+/gu, (word) => {
    if (small.has(word)) return word
    return word === 'dki' || word === 'di'
      ? word.toUpperCase()
      : word.slice(0, 1).toUpperCase() + word.slice(1)
  })
}

function withoutSeparators(text: string): string {
  return text.replace(/[\t\r\n]/g, ' ')
}
