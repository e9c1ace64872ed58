import ui from '@nuxt/ui/vue-plugin'
import { createPinia } from 'pinia'
import type { Plugin } from 'vue'
import type { Language } from '../shared/bridge/desk'
import { deskPartsKey, type DeskParts } from './deskParts'
import { createWords } from './i18n/words'
import './assets/desk.css'

/** All that an app needs before `App.vue` is mounted in it. */
export function deskPlugin(parts: DeskParts, language: Language = 'id'): Plugin {
  return {
    install(app) {
      app.provide(deskPartsKey, parts)
      app.use(createPinia())
      app.use(createWords(language))
      app.use(ui)
    },
  }
}
