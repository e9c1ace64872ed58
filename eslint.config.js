import { defineConfig, globalIgnores } from 'eslint/config'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import typescript from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'

/**
 * The architecture as rules: who may import what, each message naming what to use instead. A folder's list is
 * whole: `no-restricted-imports` of a later block replaces that of an earlier one for the same file.
 */
const only = {
  electron: {
    regex: '^electron(/|$)',
    message: 'Only electron/ touches Electron; the page asks window.desk (shared/bridge/desk.ts).',
  },
  dexie: {
    regex: '^dexie(/|$)',
    message: 'Only renderer/engine/cache touches Dexie; ask the CaseCache (renderer/engine/cache) instead.',
  },
  axios: {
    regex: '^axios(/|$)',
    message:
      'Only renderer/engine asks the national system; the page asks the engine (renderer/engine/api.ts).',
  },
  node: {
    regex: '^node:',
    message: 'There is no Node here; what needs the system lives in electron/main, behind shared/bridge.',
  },
  interfaceLibraries: {
    regex: '^(vue|pinia|vue-i18n|vue-router|@nuxt/ui|@tanstack/)',
    message:
      'Only the page (renderer/features, renderer/ui) draws; give it data through renderer/engine/api.ts.',
  },
  mainProcess: {
    regex: '(^|/)electron/(main|preload)/',
    message: 'The main process is another program; talk to it over shared/bridge.',
  },
  page: {
    regex: '(^|/)renderer/',
    message: 'The page is another program; what both must agree on lives in shared/.',
  },
  engineInside: {
    regex:
      '(^|/)engine/(?!api$|(outbox|finding|list|reading|acting|workload|reassign|figures|trail|duplicates)Api$|progress$|connect$|jitless$)',
    message:
      'The page knows the engine by renderer/engine/api.ts, the …Api.ts beside it, progress.ts and connect.ts alone.',
  },
  tests: { regex: '(^|/)test/', message: 'What ships imports no test code.' },
}

const restricted = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })

/**
 * What a person reads comes from the catalogues (renderer/i18n), in scripts as in templates. A text begins with a
 * capital letter and has a second word; errors are for developers.
 */
const sentence = String.raw`/^[A-Z][\p{L}’'-]*[ ,:…]+[\p{L}\p{N}{]/u`
/** In a template what follows may be filled in. */
const begun = String.raw`/^[A-Z][\p{L}’'-]*[ ,:…]/u`
const wordsMessage =
  'What a person reads comes from the catalogues: useWords() and renderer/i18n, in Indonesian first.'
const noWords = [
  {
    selector: `:not(NewExpression[callee.name=/Error$/]) > Literal[value=${sentence}]`,
    message: wordsMessage,
  },
  {
    selector: `:not(NewExpression[callee.name=/Error$/]) > TemplateLiteral > TemplateElement[value.raw=${begun}]`,
    message: wordsMessage,
  },
]
/** The attributes that are read out or shown, of elements and of the interface library's parts. */
const readAttributes = [
  ...[
    'title',
    'label',
    'placeholder',
    'description',
    'help',
    'hint',
    'error',
    'text',
    'alt',
    'confirm',
    'body',
  ],
  ...['aria-label', 'aria-description', 'aria-roledescription', 'aria-placeholder', 'aria-valuetext', 'next'],
]

export default defineConfig([
  globalIgnores([
    'out',
    'dist',
    'test-results',
    '.desk',
    // Written by the interface library's plugin, at the root by the tests and in renderer/ by the build.
    '**/auto-imports.d.ts',
    '**/components.d.ts',
    'renderer/node_modules',
    'build/electron-runtime/entry',
  ]),
  {
    files: ['**/*.{ts,vue}'],
    extends: [typescript.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        extraFileExtensions: ['.vue'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Interfaces promise what an implementation may know at once.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-restricted-properties': [
        'error',
        {
          object: 'navigator',
          property: 'onLine',
          message: 'Offline is known from failed requests (SyncStatus of renderer/engine/api.ts).',
        },
      ],
    },
  },
  {
    files: ['renderer/**/*.vue', 'test/renderer/**/*.vue'],
    extends: [vue.configs['flat/recommended']],
    languageOptions: {
      parser: vueParser,
      parserOptions: { parser: typescript.parser },
      globals: globals.browser,
    },
    rules: {
      'vue/no-v-html': 'error',
      'vue/no-bare-strings-in-template': [
        'error',
        {
          // Signs that are no words, and the two letters of the mark.
          allowlist: ['·', '#', '/', ':', ',', '.', '…', '–', '—', '(', ')', '%', '×', 'MA'],
          attributes: { '/.+/': readAttributes },
          directives: ['v-text'],
        },
      ],
      'vue/no-restricted-syntax': ['error', ...noWords],
      'vue/multi-word-component-names': 'off',
      // An optional property without a default is undefined, and its type says so.
      'vue/require-default-prop': 'off',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      // A single-file component is its default export.
      'no-restricted-exports': 'off',
      // Type declarations of single-file components are not seen by the typed rules; vue-tsc checks them.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // Imports of single-file components are typed by vue-tsc only.
    files: ['renderer/**/*.ts', 'test/renderer/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: restricted(
      only.electron,
      only.dexie,
      only.axios,
      only.node,
      only.interfaceLibraries,
      only.mainProcess,
      only.page,
      only.tests,
    ),
  },
  {
    files: ['shared/domain/**/*.ts'],
    rules: restricted({
      regex: '^(?!\\.)|(^|/)(protocol|bridge|electron|renderer|test)/',
      message: 'shared/domain imports nothing but itself; schemas belong in shared/protocol.',
    }),
  },
  {
    files: ['shared/protocol/**/*.ts'],
    rules: restricted({
      regex: '^(?!\\.|zod$)|(^|/)(bridge|electron|renderer|test)/',
      message: 'shared/protocol imports zod, shared/domain and itself.',
    }),
  },
  {
    files: ['electron/**/*.ts'],
    rules: {
      ...restricted(only.dexie, only.axios, only.interfaceLibraries, only.page, only.tests),
      'no-console': 'error',
    },
  },
  {
    files: ['renderer/**/*.{ts,vue}'],
    rules: {
      ...restricted(
        only.electron,
        only.dexie,
        only.axios,
        only.node,
        only.mainProcess,
        only.engineInside,
        only.tests,
      ),
      'no-console': 'error',
    },
  },
  {
    files: ['renderer/features/**/*.{ts,vue}', 'renderer/ui/**/*.{ts,vue}', 'renderer/*.{ts,vue}'],
    rules: { 'no-restricted-syntax': ['error', ...noWords] },
  },
  {
    files: ['renderer/engine/**/*.ts'],
    rules: {
      ...restricted(
        only.electron,
        only.dexie,
        only.node,
        only.interfaceLibraries,
        only.mainProcess,
        only.tests,
      ),
    },
  },
  {
    files: ['renderer/engine/cache/**/*.ts'],
    rules: {
      ...restricted(
        only.electron,
        only.axios,
        only.node,
        only.interfaceLibraries,
        only.mainProcess,
        only.tests,
      ),
    },
  },
  {
    files: ['electron/main/**/*.ts'],
    ignores: ['electron/main/bridge.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "ImportSpecifier[imported.name='ipcMain']",
          message: 'Answer the page through electron/main/bridge.ts, which checks sender and argument.',
        },
      ],
    },
  },
  {
    files: ['*.config.{ts,js}', 'test/e2e/playwright.config.ts', 'test/e2e/hiddenScreen.ts'],
    // These tools read their configuration from the default export.
    rules: { 'no-restricted-exports': 'off' },
  },
  prettier,
])
