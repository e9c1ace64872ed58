import { checkOf } from '../check'
import { openPage } from '../world/unprotected'
import { runInPage } from '../world/securedDesk'

const named = [
  ...['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'persistent-storage'],
  ...[
    'storage-access',
    'window-management',
    'local-fonts',
    'idle-detection',
    'display-capture',
    'background-sync',
  ],
] as const

/** Each gives what would be a right of the page, or throws. */
const asked: Readonly<Record<string, string>> = {
  geolocation: `await new Promise((found, failed) => navigator.geolocation.getCurrentPosition(found, failed, { timeout: 2000 }))`,
  notifications: `if ((await Notification.requestPermission()) !== 'granted') throw new Error()`,
  camera: `await navigator.mediaDevices.getUserMedia({ video: true })`,
  microphone: `await navigator.mediaDevices.getUserMedia({ audio: true })`,
  screen: `await navigator.mediaDevices.getDisplayMedia()`,
  clipboard: `await navigator.clipboard.readText()`,
  midi: `await navigator.requestMIDIAccess({ sysex: true })`,
  fonts: `if ((await queryLocalFonts()).length === 0) throw new Error()`,
  usb: `await navigator.usb.requestDevice({ filters: [] })`,
  serial: `await navigator.serial.requestPort()`,
  hid: `if ((await navigator.hid.requestDevice({ filters: [] })).length === 0) throw new Error()`,
  bluetooth: `await navigator.bluetooth.requestDevice({ acceptAllDevices: true })`,
  idle: `if ((await IdleDetector.requestPermission()) !== 'granted') throw new Error()`,
  files: `await showOpenFilePicker()`,
}

/** 8: nothing is granted to anybody. */
export const permissions = checkOf(
  8,
  'every permission is denied',
  async (world, variant) => {
    const { desk } = await world.desk(variant)
    const granted = await runInPage<readonly string[]>(
      desk,
      `const states = await Promise.all(${JSON.stringify(named)}.map((name) =>
         navigator.permissions.query({ name }).then(({ state }) => [name, state], () => [name, 'unknown'])))
       return states.filter(([, state]) => state !== 'denied' && state !== 'unknown').map(([name, state]) => name + ' is ' + state)`,
    )
    const given: string[] = []
    for (const [name, script] of Object.entries(asked)) {
      const has = await runInPage<boolean>(
        desk,
        `const asking = (async () => { ${script} })().then(() => true, () => false)
         return Promise.race([asking, new Promise((late) => setTimeout(() => late(false), 3000))])`,
      )
      if (has) given.push(`${name} was given`)
    }
    const runs = named.length + Object.keys(asked).length
    return { runs, broken: [...granted, ...given], detail: `${runs} asked for, none given` }
  },
  [openPage],
)
