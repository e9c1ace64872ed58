import { app } from 'electron'
import type { LinkedReports } from './deskLink'

/** Links that start the program, and those that are pressed while it runs. */
export function watchLinks(links: LinkedReports): void {
  links.ask(process.argv)
  app.on('second-instance', (_event, words) => links.ask(words))
  // macOS hands links over by this, also those that start the program.
  app.on('open-url', (event, link) => {
    event.preventDefault()
    links.ask([link])
  })
}
