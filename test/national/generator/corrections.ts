import type { EditPayload } from '../../../shared/domain/action'
import type { Case } from '../../../shared/domain/case'
import type { CategoryId } from '../../../shared/domain/identifiers'
import { identifierOf } from '../newIdentifier'
import type { CasePlan, Correction } from './casePlan'
import { subCategoryId } from './categories'
import type { SeededRandom } from './seededRandom'

/** What officers sort reports by beside the categories; `mudik2018` is the campaign of DOMAIN.md, *Channels*. */
const tags = [
  'viral',
  'musim-hujan',
  'prioritas-pimpinan',
  'kunjungan-lapangan',
  'lorong-wisata',
  'mudik2018',
]
const campaign = 'mudik2018'

/** Some reports come with a tag; those about travelling, at times, with the campaign's. */
export function firstTags({ mainCategory }: Pick<CasePlan, 'mainCategory'>, random: SeededRandom): string[] {
  if (mainCategory === 'perhubungan' && random.chance(0.15)) return [campaign]
  return random.chance(0.12) ? [random.pick(tags.filter((tag) => tag !== campaign))] : []
}

/** How a report stands until an officer corrects it. */
export function beforeCorrection(subject: Case, correction: Correction | null): Case {
  switch (correction) {
    case 'title':
      return { ...subject, title: subject.title.toUpperCase() }
    case 'category':
      return { ...subject, categoryId: identifierOf<CategoryId>('topik-lainnya.lainnya') }
    case 'oversight':
      return { ...subject, oversight: false }
    case 'confidential':
      return { ...subject, confidential: false }
    case 'tags':
    case 'anonymous':
    case null:
      return subject
  }
}

/** The edit that puts it right. */
export function correctionFor(
  { plan, opened, title }: { readonly plan: CasePlan; readonly opened: Case; readonly title: string },
  random: SeededRandom,
): EditPayload {
  switch (plan.correction) {
    case 'title':
      return { title }
    case 'category':
      return { categoryId: subCategoryId(plan.mainCategory, plan.topic.sub) }
    case 'oversight':
      return { oversight: true }
    case 'confidential':
      return { confidential: true }
    case 'anonymous':
      return { anonymous: true }
    case 'tags':
    case null:
      return { tags: [...new Set([...opened.tags, random.pick(tags)])] }
  }
}
