/**
 * The affixes of Indonesian and how they change the root they are put before, by the published tables (Nazief and
 * Adriani 1996; Asian, *Effective Techniques for Indonesian Text Retrieval*, 2007; Enhanced Confix Stripping 2009).
 * Everything here takes a word apart; whether the rest is a word is for stem.ts to say.
 */

/** A prefix by the name of its family, since `me-` and `mem-` may not stand twice in a word either. */
export type PrefixFamily = 'be' | 'di' | 'ke' | 'me' | 'pe' | 'se' | 'te'

export interface WithoutPrefix {
  readonly family: PrefixFamily
  readonly rest: string
}

const vowel = /^[aeiou]/
/** One syllable, as the roots before which `me-` and `pe-` become `menge-` and `penge-`. */
const monosyllable = /^[bcdfghjklmnpqrstvwxyz]{1,2}[aeiou][bcdfghjklmnpqrstvwxyz]{0,2}(?:kan|an|i)?$/

/**
 * All that a word may be without its first prefix. Where the prefix swallowed a letter of the root (p, t, k, s)
 * both readings are given: *memakan* may be *pakan* or *makan*.
 */
export function withoutPrefix(word: string): readonly WithoutPrefix[] {
  const given = (family: PrefixFamily, ...rests: readonly string[]): WithoutPrefix[] =>
    rests.map((rest) => ({ family, rest }))
  switch (word.slice(0, 2)) {
    case 'di':
      return given('di', word.slice(2))
    case 'ke':
      return given('ke', word.slice(2))
    case 'se':
      return given('se', word.slice(2))
    case 'be':
      return given('be', ...withoutLiquid(word, 'be'))
    case 'te':
      return given('te', ...withoutLiquid(word, 'te'))
    case 'me':
      return given('me', ...withoutNasal(word, 'me'))
    case 'pe':
      // `per-` belongs to be- (berjalan, perjalanan), but never stands before or after another pe-.
      return given('pe', ...withoutLiquid(word, 'pe'), ...withoutNasal(word, 'pe'))
    default:
      return []
  }
}

/** `ber-`, `ter-`, `per-`: whole, without r before a root with r or -er-, with l in *belajar, pelajar*. */
function withoutLiquid(word: string, prefix: 'be' | 'te' | 'pe'): string[] {
  const rest = word.slice(2)
  if (rest.startsWith('r')) return [rest.slice(1), rest]
  if (prefix !== 'te' && rest === 'lajar') return ['ajar']
  if (prefix !== 'te' && rest.startsWith('lajar')) return [rest.slice(1)]
  return /^[bcdfghjklmnpqstvwxyz]er/.test(rest) ? [rest] : []
}

/** `me-` and `pe-` with the nasal that the root's first letter asks for, and the letter it has swallowed. */
function withoutNasal(word: string, prefix: 'me' | 'pe'): string[] {
  const rest = word.slice(2)
  if (rest.startsWith('ny')) return [`s${rest.slice(2)}`, rest]
  if (rest.startsWith('ng')) return afterNg(rest.slice(2), rest)
  if (rest.startsWith('m')) return afterNasal(rest, 'p', /^[bfvp]/)
  if (rest.startsWith('n')) return afterNasal(rest, 't', /^[cdjsztn]/)
  // pe- also stands unchanged before any consonant: petani, pekerja, pedagang.
  const unchanged = prefix === 'me' ? /^[lrwy]/ : /^[bcdfghjklpqstvwyz]/
  return unchanged.test(rest) ? [rest] : []
}

/** What follows `mem-` or `men-`; the nasal may belong to the root (*memasak*, *menikah*). */
function afterNasal(rest: string, swallowed: string, kept: RegExp): string[] {
  const bare = rest.slice(1)
  if (kept.test(bare)) return [bare]
  // Foreign roots keep what native ones lose: memproses, mentransfer.
  return vowel.test(bare) ? [`${swallowed}${bare}`, rest] : [bare]
}

function afterNg(bare: string, rest: string): string[] {
  if (bare.startsWith('e') && monosyllable.test(bare.slice(1))) return [bare.slice(1), `k${bare}`, bare]
  if (vowel.test(bare)) return [bare, `k${bare}`, rest]
  return [bare]
}

export interface WithoutSuffix {
  readonly rest: string
  /** What makes a new word, unlike a particle or a possessive. */
  readonly derivation: 'i' | 'an' | 'kan' | null
}

const particles = ['lah', 'kah', 'tah', 'pun'] as const
const possessives = ['nya', 'ku', 'mu'] as const
const derivations = ['kan', 'an', 'i'] as const

/** All that a word may be without its suffixes, from the whole word to the barest. */
export function withoutSuffixes(word: string): readonly WithoutSuffix[] {
  const withoutParticle = [word, ...stripped(word, particles)]
  const inflected = withoutParticle.flatMap((rest) => [rest, ...stripped(rest, possessives)])
  return inflected.flatMap((rest): WithoutSuffix[] => [
    { rest, derivation: null },
    ...derivations
      .filter((suffix) => rest.endsWith(suffix))
      .map((suffix) => ({ rest: rest.slice(0, -suffix.length), derivation: suffix })),
  ])
}

function stripped(word: string, suffixes: readonly string[]): string[] {
  return suffixes
    .filter((suffix) => word.endsWith(suffix) && word.length > suffix.length + 1)
    .map((suffix) => word.slice(0, -suffix.length))
}

const disallowed: ReadonlySet<string> = new Set([
  'be-i',
  'di-an',
  'ke-i',
  'ke-kan',
  'me-an',
  'se-i',
  'se-kan',
  'te-an',
])

/** No word has both: what ends so after such a prefix ends so by itself. *Ketahui* is the one exception. */
export function mayStandTogether(
  outermost: PrefixFamily,
  derivation: WithoutSuffix['derivation'],
  rest: string,
): boolean {
  if (derivation === null || !disallowed.has(`${outermost}-${derivation}`)) return true
  return outermost === 'ke' && derivation === 'i' && rest === 'tahu'
}
