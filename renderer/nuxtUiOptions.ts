import type { NuxtUIOptions } from '@nuxt/ui/vite'

/** How Nuxt UI's Vite plugin is set up, for the program and for the component tests alike. */
export const nuxtUiOptions = {
  router: false,
  // The theme comes from the desk's own setting (features/settings/useTheme.ts), never from localStorage.
  colorMode: false,
  autoImport: false,
  // Every icon that a template or a table of signs names is bundled: the page may reach no icon server.
  icon: {
    clientBundle: {
      scan: {
        globInclude: ['**/features/**/*.{vue,ts}', '**/ui/**/*.{vue,ts}', '**/*.vue'],
        globExclude: ['**/node_modules/**', 'out/**', 'dist/**', 'test/**'],
      },
    },
  },
  ui: { colors: { primary: 'blue', neutral: 'zinc', warning: 'amber' } },
} satisfies NuxtUIOptions
