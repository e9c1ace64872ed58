import { writeFileSync } from 'node:fs'
import { managedSettingsJsonSchema, schemaPath } from './schema'

/** `npm run managed-settings`: writes the schema of the managed settings file; a test holds it up to date. */
writeFileSync(schemaPath, managedSettingsJsonSchema())
