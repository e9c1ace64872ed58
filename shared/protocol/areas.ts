import { z } from 'zod'

/** A province, a regency or city, a district or a village. */
export interface Area {
  /** As the interior ministry numbers them: `73`, `73.71`, `73.71.01`, `73.71.01.1001`. */
  readonly code: string
  /** The area in which it lies; null for a province. */
  readonly parentCode: string | null
  readonly name: string
}

export const areaSchema: z.ZodType<Area> = z.object({
  code: z.string().min(1).max(64),
  parentCode: z.string().min(1).max(64).nullable(),
  name: z.string().min(1),
})

/** `GET /v1/areas` (PROTOCOL.md 3.2): an area stands behind the one in which it lies. */
export const areasSchema = z.array(areaSchema)
