import { inject } from 'vitest'
import { testServerVariable } from './testStorage'

// A setup file of the project `national-postgres`: every sandbox that its tests start is on the private server.
const postgres = inject('postgres')
if ('url' in postgres) process.env[testServerVariable] = postgres.url
