import { resolve } from 'node:path'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { pageSums } from './build/page/pageSums'
import { nuxtUiOptions } from './renderer/nuxtUiOptions'

const root = import.meta.dirname

/** What `build/electron-runtime` can give everywhere: Electron 33 with Node 20.18 and Chromium 130. */
const targets = { node: 'node20.18', page: 'chrome130' } as const

export default defineConfig({
  main: {
    build: {
      target: targets.node,
      outDir: 'out/main',
      // Everything in one file: the program starts without looking through node_modules and ships without it.
      externalizeDeps: false,
      rolldownOptions: { input: resolve(root, 'electron/main/index.ts') },
    },
  },
  preload: {
    build: {
      target: targets.node,
      outDir: 'out/preload',
      // A sandboxed preload can require nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: resolve(root, 'electron/preload/index.ts'),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [vue(), ui(nuxtUiOptions), pageSums()],
    worker: { format: 'es' },
    build: {
      target: targets.page,
      outDir: resolve(root, 'out/renderer'),
      // A data: address would need a wider CSP than what is served from app://desk.
      assetsInlineLimit: 0,
      rolldownOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
})
