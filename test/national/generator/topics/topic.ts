import type { Classification } from '../../../../shared/domain/case'

/**
 * What one kind of report is about, in phrases that are put together. Titles are spread evenly over the situations,
 * in their order; wishes and answers belong to the situations one by one where there are as many of them. Words in braces are filled in: {jalan}
 * {kelurahan} {kecamatan} {patokan} {rtrw} {tanggal} {jam} {lama} {jumlah} {uang} {pasar}
 * {daerah} {kepala} {pemda}.
 */
export interface Topic {
  /** A name under `sub` of data/categories.json. */
  readonly sub: string
  /** Which units such reports go to; `kecamatan` is that of the place. */
  readonly units: readonly string[]
  /** A complaint unless said otherwise. */
  readonly classification?: Classification
  readonly titles: readonly string[]
  readonly situations: readonly string[]
  readonly details: readonly string[]
  readonly wishes: readonly string[]
  readonly answers: readonly string[]
  /** Another agency's matter at heart: what is archived of it is out of scope. */
  readonly foreign?: boolean
  /** What the office asks when it needs to know more. */
  readonly question?: string
}

/** Topics by the id of their main category. */
export type Topics = Readonly<Record<string, readonly Topic[]>>
