import type { BulkKind } from '../../engine/listApi'
import type { BulkFormKind } from './bulkStore'

/** In the order in which they are offered. */
export const bulkKinds = [
  'accept',
  'assign-to-me',
  'forward',
  'archive',
  'tag',
] as const satisfies BulkFormKind[]

/** Written out in full so that the bundler finds each of them. */
export const bulkIcons: Readonly<Record<BulkKind, string>> = {
  accept: 'i-lucide-check-check',
  'assign-to-me': 'i-lucide-user',
  forward: 'i-lucide-forward',
  archive: 'i-lucide-archive',
  tag: 'i-lucide-tag',
  reassign: 'i-lucide-arrow-right-left',
}
