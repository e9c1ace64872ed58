import { archive } from './rows/archive'
import { delta } from './rows/delta'
import { firstPull } from './rows/firstPull'
import { keys } from './rows/keys'
import { launch } from './rows/launch'
import { memory } from './rows/memory'
import type { RowWork } from './rows/rowWork'
import { saved } from './rows/saved'
import { scrolling } from './rows/scrolling'
import { search, searchAlone } from './rows/search'

/** What is measured, in this order: what changes the national system's cases comes after what only reads them. */
export const allWorks: readonly RowWork[] = [
  launch,
  memory,
  keys,
  scrolling,
  firstPull,
  saved,
  delta,
  search,
  archive,
]

/** Cheap, and of figures that do not depend on the machine. */
export const cheapWorks: readonly RowWork[] = [searchAlone, archive]
