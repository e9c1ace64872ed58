import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { nuxtUiOptions } from './renderer/nuxtUiOptions'
import { findPostgres } from './test/national/database/findPostgres'

/** Chromium's own sandbox cannot start as root, as containers and CI machines run it. */
const asRoot = process.getuid?.() === 0

/** Without a PostgreSQL server only the test that says so is left of its project. */
const hasPostgres = 'folder' in findPostgres()

/** What goes through all views takes as long as everything else in the browser, so that the two run side by side. */
const everyView = ['test/renderer/features/{accessibility,reach}.browser.test.ts']

export default defineConfig({
  test: {
    // Left alone, one core is kept for whoever watches.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts', 'test/e2e/**', 'test/national/database/postgres*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'national-postgres',
          environment: 'node',
          // What asks the database; the rest of the sandbox's tests learn nothing new from a second one.
          include: hasPostgres
            ? [
                'test/national/{actions,administration,cases,figures,public,reference}/*.test.ts',
                'test/national/database/postgres*.test.ts',
                'test/national/events/events.test.ts',
                'test/national/sessions/{sessions,revocations}.test.ts',
                'test/national/sandbox/{effectFaults,restore,sandbox}.test.ts',
                'test/national/uploads/uploadedActions.test.ts',
              ]
            : ['test/national/database/postgresServer.test.ts'],
          globalSetup: 'test/national/database/postgresSetup.ts',
          setupFiles: 'test/national/database/usePostgres.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      inBrowser('browser', ['test/**/*.browser.test.ts'], everyView),
      inBrowser('every-view', everyView),
    ],
  },
})

function inBrowser(name: string, include: string[], exclude: string[] = []): TestProjectInlineConfiguration {
  return {
    plugins: [vue(), ui(nuxtUiOptions)],
    test: {
      name,
      include,
      exclude,
      // Whole views are drawn, read by axe and walked by keyboard; on an old machine that takes its time.
      testTimeout: 60_000,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({
          launchOptions: {
            executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
            args: asRoot ? ['--no-sandbox'] : [],
          },
        }),
        instances: [{ browser: 'chromium', viewport: { width: 1366, height: 768 } }],
      },
    },
  }
}
