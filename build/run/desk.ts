import { endDesk, startDesk } from './deskProcess'

/** `npm run desk`: opens the built desk alone; MEJA_ADUAN_PROFILE and MEJA_ADUAN_SERVER tell it where. */
const desk = await startDesk({})
desk.once('exit', (code) => process.exit(code ?? 0))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => endDesk(desk))
