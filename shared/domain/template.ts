import { countingOf, deadlineAfter } from './calendar'
import type { ActionType } from './action'
import type { Case } from './case'
import { millisecondsOf, type CategoryId, type Instant } from './identifiers'
import type { Category, Reference, Template } from './reference'

/** What may stand between double braces in a template (PROTOCOL.md 3.1). */
export const placeholders = ['trackingId', 'reporterName', 'unitName', 'officerName', 'dueDate'] as const
export type Placeholder = (typeof placeholders)[number]

/** What each stands for, for one case; null or empty where nothing is known, as the name of who is anonymous. */
export type PlaceholderValues = Readonly<Record<Placeholder, string | null>>

export interface FilledTemplate {
  readonly text: string
  /** The names that are still to be filled in by hand, each once, in the order in which they stand there. */
  readonly unfilled: readonly string[]
}

const pattern = /\{\{\s*([^{}]*?)\s*\}\}/g

/** The template with what is known; what is unknown or empty stays between its braces, to be seen and completed. */
export function fillTemplate(template: string, values: PlaceholderValues): FilledTemplate {
  const text = template.replace(pattern, (whole: string, name: string) => {
    const known = placeholders.find((placeholder) => placeholder === name)
    // A value with braces of its own must not pass for a placeholder that somebody forgot.
    const value = known && values[known]?.replaceAll('{{', '{ {').replaceAll('}}', '} }').trim()
    return value ? value : whole
  })
  return { text, unfilled: unfilledIn(text) }
}

/** The names still standing between double braces in what an officer is about to send. */
export function unfilledIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''))]
}

/** Where the first of them stands, so that it can be selected; null when there is none. */
export function firstUnfilled(text: string): { readonly from: number; readonly to: number } | null {
  const [first] = text.matchAll(pattern)
  return first ? { from: first.index, to: first.index + first[0].length } : null
}

/**
 * The day that a template of an action means. What asks for data says until when the reporter may answer, which is
 * counted from now; what answers says until when it will be resolved; the others name the case's next deadline. Null when there is none, or it is over.
 */
export function templateDueAt(
  type: ActionType,
  subject: Pick<Case, 'deadlines' | 'dueAt' | 'unitId'>,
  reference: Pick<Reference, 'agency' | 'units' | 'holidays' | 'deadlineRules'>,
  now: Instant,
): Instant | null {
  if (type === 'request_info') {
    return deadlineAfter(now, reference.deadlineRules.reporter_reply, countingOf(reference, subject.unitId))
  }
  const dueAt = type === 'respond' ? runningResolution(subject) : subject.dueAt
  // Nobody can promise something by a day that is over.
  return dueAt !== null && millisecondsOf(dueAt) > millisecondsOf(now) ? dueAt : null
}

function runningResolution({ deadlines }: Pick<Case, 'deadlines'>): Instant | null {
  const resolution = deadlines.find(({ kind }) => kind === 'resolution')
  return resolution && resolution.metAt === null ? resolution.dueAt : null
}

/** `category`: of the case's category or one above it; `general`: of none; `other`: of another category. */
export type TemplateFit = 'category' | 'general' | 'other'

export interface OfferedTemplate {
  readonly template: Template
  readonly fit: TemplateFit
}

const fitOrder: readonly TemplateFit[] = ['category', 'general', 'other']

/** The templates of an action, those of the case's category first; among equals in the order of the reference data. */
export function templatesFor(
  type: ActionType,
  categoryId: CategoryId,
  reference: Pick<Reference, 'templates' | 'categories'>,
): readonly OfferedTemplate[] {
  const own = categoriesAbove(categoryId, reference.categories)
  return reference.templates
    .filter((template) => template.actionType === type)
    .map((template) => ({ template, fit: fitOf(template, own) }))
    .sort((one, other) => fitOrder.indexOf(one.fit) - fitOrder.indexOf(other.fit))
}

function fitOf({ categoryId }: Template, own: ReadonlySet<CategoryId>): TemplateFit {
  if (categoryId === undefined) return 'general'
  return own.has(categoryId) ? 'category' : 'other'
}

/** The category itself and all above it; a circle in the data ends. */
function categoriesAbove(categoryId: CategoryId, categories: readonly Category[]): ReadonlySet<CategoryId> {
  const parents = new Map(categories.map(({ id, parentId }) => [id, parentId]))
  const found = new Set<CategoryId>()
  let current: CategoryId | null = categoryId
  while (current !== null && !found.has(current)) {
    found.add(current)
    current = parents.get(current) ?? null
  }
  return found
}
