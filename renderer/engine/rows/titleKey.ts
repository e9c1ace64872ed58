/** Nothing, what is below the blank, the blank, marks, ten digits, 26 letters, and what is between and above them. */
const base = 42
const length = 9

/**
 * The beginning of a folded title as a number: where two differ, the titles have the same order as the numbers. Where
 * they are the same, the titles themselves must be compared.
 */
export function titleKey(folded: string): number {
  let key = 0
  let exact = true
  for (let index = 0; index < length; index += 1) {
    const code = index < folded.length && exact ? folded.charCodeAt(index) : -1
    const digit = digitOf(code)
    // Behind a character that shares its digit with others nothing may be told apart.
    if (digit === below || digit === marks || digit === between || digit === above) exact = false
    key = key * base + digit
  }
  return key
}

const nothing = 0
const below = 1
const blank = 2
const marks = 3
const firstDigit = 4
const between = 14
const firstLetter = 15
const above = 41

function digitOf(code: number): number {
  if (code < 0) return nothing
  if (code < 32) return below
  if (code === 32) return blank
  if (code < 48) return marks
  if (code < 58) return firstDigit + code - 48
  if (code < 97) return between
  if (code < 123) return firstLetter + code - 97
  return above
}
