// The program as it is built, with its window watched from outside.
import { tellWhatIsPainted } from './telling.mjs'

tellWhatIsPainted()
await import('./out/main/index.js')
