import { z } from 'zod'
import { languages } from '../../../shared/bridge/desk'
import { readServerAddress } from '../session/serverAddress'

/**
 * What IT staff may set for everybody on a computer, key by key. docs/managed-settings.schema.json is made of it
 * (`npm run managed-settings`), so descriptions are for those who write the file.
 */
export const managedSettingsSchema = z.strictObject({
  $schema: z.string().optional().describe('For editors; the program does not look at it.'),
  server: z
    .string()
    .max(2000)
    .refine((address) => readServerAddress(address).kind === 'address')
    .optional()
    .describe('Address of the national system, https://…; officers see it and cannot change it.'),
  idleLockMinutes: z
    .number()
    .int()
    .min(1)
    .max(1440)
    .optional()
    .describe(
      'The longest time without a key or a movement after which the desk locks; officers may choose less.',
    ),
  attachmentStoreMegabytes: z
    .number()
    .int()
    .min(50)
    .max(100_000)
    .optional()
    .describe('How much of the disk files of reports may take that were opened once, for each officer.'),
  language: z.enum(languages).optional().describe('The language of a desk in which none was chosen yet.'),
})
export type ManagedSettings = Omit<z.infer<typeof managedSettingsSchema>, '$schema'>
