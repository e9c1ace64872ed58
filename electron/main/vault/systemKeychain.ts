import { safeStorage } from 'electron'
import type { Keychain } from './keychain'

/** Only after `ready`: before, Linux does not know its keychain. */
export const systemKeychain: Keychain = {
  isAvailable() {
    if (!safeStorage.isEncryptionAvailable()) return false
    // Elsewhere than on Linux the function does not exist. basic_text is a password that is in Chromium's source.
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
  },
  wrap: (secret) => safeStorage.encryptString(secret),
  unwrap: (wrapped) => safeStorage.decryptString(wrapped),
}
