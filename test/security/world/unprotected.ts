import type { Variant } from './variants'

/*
 * The programs that the controls look at. Each has one group of protections less, so that what turns red is known.
 */

/** SECURITY.md 1, 2, 3: a page with Node in it, with webviews, and with more than the bridge. */
export const openWindow: Variant = {
  name: 'the window without its confinement',
  replacements: [
    { in: 'main', from: 'contextIsolation: true', to: 'contextIsolation: false' },
    { in: 'main', from: 'sandbox: true,', to: 'sandbox: false,' },
    { in: 'main', from: 'nodeIntegration: false', to: 'nodeIntegration: true' },
    { in: 'main', from: 'nodeIntegrationInWorker: false', to: 'nodeIntegrationInWorker: true' },
    { in: 'main', from: 'webviewTag: false', to: 'webviewTag: true' },
    { in: 'main', from: 'if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox()', to: '' },
    {
      in: 'main',
      from: 'contents.on("will-attach-webview", (event) => event.preventDefault())',
      to: '',
    },
    {
      in: 'preload',
      from: 'electron.contextBridge.exposeInMainWorld("desk", {',
      to: 'window.desk = ({ ipcRenderer: electron.ipcRenderer,',
    },
  ],
}

/** SECURITY.md 2, 5, 6: whatever a page asks for comes, and whatever it says runs. */
export const openGateway: Variant = {
  name: 'the gateway without policy and list',
  replacements: [
    {
      in: 'main',
      from: '"default-src \'none\'",',
      to: "\"default-src * 'unsafe-inline' 'unsafe-eval' data: blob:\",",
    },
    { in: 'main', from: '"script-src \'self\'",', to: '' },
    { in: 'main', from: '"worker-src \'self\'",', to: '' },
    { in: 'main', from: '"connect-src \'self\'",', to: '' },
    { in: 'main', from: '"img-src \'self\' data: blob:",', to: '' },
    {
      in: 'main',
      from: 'function isAllowed(method, path, allowed = allowedRequests) {',
      to: 'function isAllowed(method, path, allowed = allowedRequests) { return true;',
    },
    { in: 'main', from: 'redirect: "manual"', to: 'redirect: "follow"' },
    { in: 'main', from: 'credentials: "omit"', to: 'credentials: "include"' },
    {
      in: 'main',
      from: 'return path.startsWith(resolve(root) + sep) ? path : null',
      to: 'return path',
    },
  ],
}

/** SECURITY.md 4: main answers whoever asks, whatever is said. */
export const openBridge: Variant = {
  name: 'the bridge without its checks',
  replacements: [
    { in: 'main', from: 'if (!isMainFrame(event.senderFrame, window()))', to: 'if (false)' },
    { in: 'main', from: 'if (!checked.success || given.length > 1)', to: 'if (false)' },
  ],
}

/** SECURITY.md 7, 8: a page goes where it wants and is given what it asks for. */
export const openPage: Variant = {
  name: 'the page without its confinement',
  replacements: [
    { in: 'main', from: 'contents.setWindowOpenHandler(() => ({ action: "deny" }))', to: '' },
    {
      in: 'main',
      from: 'if (event.url !== "app://desk/" || !isDeskAddress(contents.getURL())) event.preventDefault()',
      to: '',
    },
    { in: 'main', from: 'if (!event.isMainFrame) event.preventDefault()', to: '' },
    {
      in: 'main',
      from: 'pages.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))',
      to: 'pages.setPermissionRequestHandler((_contents, _permission, callback) => callback(true))',
    },
    {
      in: 'main',
      from: 'pages.setPermissionCheckHandler(() => false)',
      to: 'pages.setPermissionCheckHandler(() => true)',
    },
  ],
}

/** SECURITY.md 9. */
export const anyCertificate: Variant = {
  name: 'any certificate is taken',
  replacements: [
    {
      in: 'main',
      from: 'const national = session.fromPartition("national", { cache: false })',
      to: 'const national = session.fromPartition("national", { cache: false }); national.setCertificateVerifyProc((_request, answer) => answer(0))',
    },
  ],
}

/** SECURITY.md 10, 11: nothing that main writes is sealed. */
export const unsealed: Variant = {
  name: 'main seals nothing',
  replacements: [
    {
      in: 'main',
      from: 'function seal(key, plain, context) {',
      to: 'function seal(key, plain, context) { return Buffer.concat([Buffer.alloc(12), plain, Buffer.alloc(16)]);',
    },
    {
      in: 'main',
      from: 'function unseal(key, sealed, context) {',
      to: 'function unseal(key, sealed, context) { return sealed.length < 28 ? null : Buffer.from(sealed.subarray(12, sealed.length - 16));',
    },
  ],
}

/** SECURITY.md 10: a computer without a keychain is treated as if it had one. */
export const silentKeychain: Variant = {
  name: 'a missing keychain is passed over',
  replacements: [
    { in: 'main', from: 'if (!safeStorage.isEncryptionAvailable()) return false;', to: 'return true;' },
    {
      in: 'main',
      from: 'wrap: (secret) => safeStorage.encryptString(secret)',
      to: 'wrap: (secret) => Buffer.from(secret)',
    },
    {
      in: 'main',
      from: 'unwrap: (wrapped) => safeStorage.decryptString(wrapped)',
      to: 'unwrap: (wrapped) => wrapped.toString()',
    },
  ],
}

/** SECURITY.md 12: any passphrase opens. */
export const anyPassphrase: Variant = {
  name: 'every passphrase is the same',
  replacements: [{ in: 'main', from: 'passphrase.normalize("NFKC")', to: '"always the same"' }],
}

/** SECURITY.md 13: the lock is a picture in front of an open desk. */
export const lockInName: Variant = {
  name: 'a locked desk goes on being answered',
  replacements: [
    { in: 'main', from: 'sendsOnly: () => desk.stage.stage === "locked"', to: 'sendsOnly: () => false' },
  ],
}

/** SECURITY.md 13: whoever guesses may go on and on. */
export const endlessTries: Variant = {
  name: 'wrong passphrases cost no time',
  replacements: [{ in: 'main', from: 'if (failures <= failuresWithoutDelay) return 0;', to: 'return 0;' }],
}

/** SECURITY.md 14: what was removed lies there. */
export const keptFiles: Variant = {
  name: 'a removal leaves the files',
  replacements: [{ in: 'main', from: 'await files.removeFolder(folder);', to: '' }],
}

/** SECURITY.md 15: what a report says is taken for markup, and its files are called what they call themselves. */
export const markedUp: Variant = {
  name: 'texts are markup, and names are kept',
  replacements: [
    { in: 'page', from: 'el.textContent = text;', to: 'el.innerHTML = text;', times: 2 },
    {
      in: 'main',
      from: 'function harmlessName(name, mime) {',
      to: 'function harmlessName(name, mime) { return { base: name, ending: "exe" };',
    },
  ],
}

/** SECURITY.md 16: the window is called what the page calls itself. */
export const speakingTitle: Variant = {
  name: 'the window takes the page’s title',
  replacements: [
    { in: 'main', from: 'window.on("page-title-updated", (event) => event.preventDefault())', to: '' },
  ],
}

/** SECURITY.md 17: errors are logged with all that they say. */
export const talkativeLog: Variant = {
  name: 'the log says all that an error says',
  replacements: [
    {
      in: 'main',
      from: 'if (value instanceof Error) return errorCode(value)',
      to: 'if (value instanceof Error) return value.message',
    },
  ],
}

/** SECURITY.md 20: the engine takes from an auditor what it takes from an officer. */
export const anyRole: Variant = {
  name: 'the engine asks for no role',
  replacements: [{ in: 'worker', from: 'if (actor.role === "auditor") return "auditor";', to: '' }],
}
