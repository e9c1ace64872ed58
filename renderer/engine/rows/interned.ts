/** Gives each distinct value a small number, so that a column can hold it. */
export class Interned<Value extends string> {
  private readonly numbers = new Map<Value, number>()
  private readonly values: Value[] = []

  get size(): number {
    return this.values.length
  }

  numberOf(value: Value): number {
    const known = this.numbers.get(value)
    if (known !== undefined) return known
    const number = this.values.length
    this.values.push(value)
    this.numbers.set(value, number)
    return number
  }

  /** -1, which no value has, when it was never seen. */
  knownNumberOf(value: Value): number {
    return this.numbers.get(value) ?? -1
  }

  /** By their numbers. */
  all(): readonly Value[] {
    return this.values
  }

  valueOf(number: number): Value | null {
    return this.values[number] ?? null
  }
}
