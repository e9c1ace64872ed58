/** Twice the size at which it is shown, for dense screens. */
const edge = 96

/** A small copy of a picture as a URL of this page; null when it cannot be decoded. Revoke the URL when done. */
export async function thumbnailOf(bytes: Uint8Array): Promise<string | null> {
  try {
    const whole = await createImageBitmap(new Blob([new Uint8Array(bytes)]))
    const scale = Math.min(1, edge / Math.min(whole.width, whole.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(whole.width * scale))
    canvas.height = Math.max(1, Math.round(whole.height * scale))
    canvas.getContext('2d')?.drawImage(whole, 0, 0, canvas.width, canvas.height)
    whole.close()
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
    return blob && URL.createObjectURL(blob)
  } catch {
    return null
  }
}
