import './engine/jitless'
import { createApp } from 'vue'
import App from './App.vue'
import { connectEngine } from './engine/connect'
import { attachmentBytes } from './features/attachments/attachmentBytes'
import { deskPlugin } from './startDesk'

createApp(App)
  .use(deskPlugin({ bridge: window.desk, connectEngine, attachmentBytes }))
  .mount('#app')
