import type { Comparison } from '../../../shared/domain/figures/report'
import type { NamedGroup } from '../../engine/figuresApi'

/**
 * The search that leaves the reports of a group, as the search box writes it; null where no operator can say it. The
 * period is not part of it: searches know the day of receipt, most figures that of the disposition.
 */
export function searchOf({ key, name }: Pick<NamedGroup, 'key' | 'name'>, by: Comparison): string | null {
  switch (by) {
    case 'unit':
      return name === null ? null : `unit:${quoted(name)}`
    case 'officer':
      if (key === null) return 'petugas:tidak-ada'
      return name === null ? null : `petugas:${quoted(name)}`
    case 'category':
      return name === null ? null : `kategori:${quoted(name)}`
    case 'channel':
      // The names that the protocol has for channels are understood too.
      return key === null ? null : `saluran:${key.replaceAll('_', '-')}`
    case 'tag':
      return key === null ? null : `tag:${quoted(key)}`
    case 'area':
      return null
  }
}

function quoted(text: string): string {
  if (!/[\s,"“”]/.test(text)) return text
  return text.includes('"') ? `“${text}”` : `"${text}"`
}
