import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

const root = join(import.meta.dirname, '../..')

export default defineConfig({
  testDir: import.meta.dirname,
  projects: [
    { name: 'stories', testMatch: '**/*.spec.ts' },
    // For people to read and look at, when they ask; nothing depends on them.
    { name: 'figures', testMatch: ['**/figures.ts', '**/workFigures.ts', '**/reassignFigures.ts'] },
    { name: 'screenshots', testMatch: '**/screenshots/screenshots.ts' },
  ],
  outputDir: join(root, 'test-results/e2e'),
  globalSetup: join(import.meta.dirname, 'hiddenScreen.ts'),
  // The stories start whole programs and wait out the 10 s of an undo; two cores carry one at a time.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  // A whole desktop stands behind each story. In the whole run one is told once more, and `npm test` names it at its end.
  retries: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? 1 : 0,
  // The report for machines goes where build/run/test.ts says.
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['list'], ['json']] : [['list']],
})
