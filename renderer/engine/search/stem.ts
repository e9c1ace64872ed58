import {
  mayStandTogether,
  withoutPrefix,
  withoutSuffixes,
  type PrefixFamily,
  type WithoutSuffix,
} from './affixes'
import { irregular, roots, wholes } from './roots'

const shortestDerived = 4
const shortestRoot = 3
const mostPrefixes = 3

/**
 * The stem of an Indonesian word, folded: *penerangan*, *menerangkan* and *diterangi* have that of *terang*. What is
 * left without affixes must be a known root; of several the longest is taken (*penerangan* holds *erang* too). A
 * word that leads to no known root, as most names do, keeps all but what can hardly be anything but an affix.
 * Never empty, never longer than the word, and the stem of a stem is itself.
 */
export function stemOf(word: string): string {
  const hyphen = word.indexOf('-')
  if (hyphen > 0 && hyphen < word.length - 1) return stemOfDoubled(word, hyphen)
  if (word.length < shortestDerived || roots.has(word) || wholes.has(word)) return word
  const root = irregular.get(word) ?? rootIn(word)
  if (root !== null) return root
  const rest = withoutPlainAffixes(word)
  // Shorter by every round, so that this ends; what it ends with has nothing left to take off.
  return rest === word ? word : stemOf(rest)
}

/** *Jalan-jalan*, *berlubang-lubang*, *memukul-mukul*: both halves have one stem; *sayur-mayur* goes by its first. */
function stemOfDoubled(word: string, hyphen: number): string {
  const first = stemOf(word.slice(0, hyphen))
  const second = stemOf(word.slice(hyphen + 1))
  if (first === second) return first
  // Of *memukul-mukul* the second half has lost its first letter to the nasal, and of *tarik-menarik* the first is bare.
  return roots.has(first) || !roots.has(second) ? first : second
}

/** The longest known root from which the word can be derived; of two as long the one behind fewer prefixes. */
function rootIn(word: string): string | null {
  let best: Found | null = null
  for (const { rest, derivation } of withoutSuffixes(word)) {
    best = better(best, rootBehindPrefixes(rest, derivation, []))
  }
  return best?.root ?? null
}

interface Found {
  readonly root: string
  readonly prefixes: number
}

function better(one: Found | null, other: Found | null): Found | null {
  if (one === null || other === null) return one ?? other
  const longer = other.root.length - one.root.length
  return longer > 0 || (longer === 0 && other.prefixes < one.prefixes) ? other : one
}

function rootBehindPrefixes(
  rest: string,
  derivation: WithoutSuffix['derivation'],
  taken: readonly PrefixFamily[],
): Found | null {
  let best: Found | null = roots.has(rest) ? { root: rest, prefixes: taken.length } : null
  if (taken.length === mostPrefixes) return best
  for (const { family, rest: shorter } of withoutPrefix(rest)) {
    if (shorter.length < shortestRoot || taken.includes(family)) continue
    if (taken.length === 0 && !mayStandTogether(family, derivation, shorter)) continue
    best = better(best, rootBehindPrefixes(shorter, derivation, [...taken, family]))
  }
  return best
}

/** At least two syllables with a letter between, as nearly every Indonesian root has. */
const likeARoot = /^[a-z]*[aeiou][a-z]*[^aeiou][aeiou][a-z]*$/

/** Both ends of a word at once, or *-nya*: what names and foreign words seldom have by chance. */
function withoutPlainAffixes(word: string): string {
  const possessed = /^(.{4,})nya$/.exec(word)?.[1]
  if (possessed !== undefined && likeARoot.test(possessed)) return possessed
  for (const [pattern, swallowed] of plainConfixes) {
    const middle = pattern.exec(word)?.[1]
    if (middle === undefined) continue
    const root = `${swallowed}${middle}`
    if (root.length >= shortestDerived && likeARoot.test(root)) return root
  }
  return word
}

/** A confix and the letter that its prefix swallowed. */
const plainConfixes: readonly (readonly [pattern: RegExp, swallowed: string])[] = [
  [/^(?:me|pe)ny([aeiou].{2,}?)(?:kan|an|i)?$/, 's'],
  [/^(?:me|pe)ng([aeioughk].{3,}?)(?:kan|an)?$/, ''],
  [/^(?:me|pe)m([bfp].{3,}?)(?:kan|an)?$/, ''],
  [/^(?:me|pe)n([cdjtsz].{3,}?)(?:kan|an)?$/, ''],
  [/^ke(.{4,})an$/, ''],
  [/^per(.{4,})an$/, ''],
  [/^(?:di|me)(.{4,})kan$/, ''],
]
