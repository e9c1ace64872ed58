import { z } from 'zod'

/**
 * The list as it was shown last, in the page's own words: main seals it and gives it back at the next start. Some
 * twenty thousand characters are usual.
 */
export const firstScreenSchema = z.string().max(200_000)
