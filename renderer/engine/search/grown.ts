type Growable = Int32Array | Uint8Array | Uint16Array | Uint32Array | Float32Array

/** The array, or a larger copy where it has no room for so many: grown by half at least, so that growing stays rare. */
export function grown<Values extends Growable>(values: Values, needed: number): Values {
  if (needed <= values.length) return values
  const make = values.constructor as new (length: number) => Values // What made it makes its like.
  const larger = new make(Math.max(needed, values.length + (values.length >> 1) + 16))
  larger.set(values)
  return larger
}
