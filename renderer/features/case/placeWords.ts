import type { AreaName } from '../../engine/readingApi'
import type { MessageKey, MessageValues } from '../../i18n/words'

type Say = (key: MessageKey, values?: MessageValues) => string

/** Kel. Buakana, Kec. Rappocini, Kota Makassar, Sulawesi Selatan */
export function areaPathText(areas: readonly AreaName[], t: Say): string {
  return areas
    .map(({ kind, name }) =>
      t(kind === 'area' ? 'reading.place.areaName' : `reading.place.${kind}`, { name }),
    )
    .join(', ')
}

/** The two nearest ones, for the header: Kec. Rappocini, Kota Makassar */
export function shortAreaText(areas: readonly AreaName[], t: Say): string {
  const start = areas.findIndex(({ kind }) => kind === 'district' || kind === 'papuan-district')
  return areaPathText(start < 0 ? areas.slice(0, 2) : areas.slice(start, start + 2), t)
}

/** -5.161235, 119.436000: as maps take it, in every language. */
export function coordinatesText(lat: number, lon: number): string {
  return `${lat.toFixed(6)}, ${lon.toFixed(6)}`
}
