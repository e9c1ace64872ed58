import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { managedSettingsJsonSchema, schemaPath } from '../../../build/managed/schema'

it('the published schema of managed settings is up to date: after a change, npm run managed-settings', () => {
  expect(readFileSync(schemaPath, 'utf8')).toBe(managedSettingsJsonSchema())
})
