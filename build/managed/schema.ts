import { join } from 'node:path'
import { z } from 'zod'
import { managedSettingsSchema } from '../../electron/main/settings/managedSchema'
import { projectRoot } from '../run/deskProcess'

export const schemaPath = join(projectRoot, 'docs/managed-settings.schema.json')

/** The JSON Schema of the managed settings file, as it is published for IT staff. */
export function managedSettingsJsonSchema(): string {
  const schema = z.toJSONSchema(managedSettingsSchema, { target: 'draft-2020-12' })
  const head = { title: 'Managed settings of Meja Aduan' }
  return `${JSON.stringify({ ...head, ...schema }, null, 2)}\n`
}
