import { ref, type Ref } from 'vue'

/** Whether files are being held over a part of the page, and what to do with them when they are let go. */
export function useFileDrop(drop: (files: readonly File[]) => void): {
  readonly over: Ref<boolean>
  readonly handlers: Readonly<
    Record<'dragenter' | 'dragover' | 'dragleave' | 'drop', (event: DragEvent) => void>
  >
} {
  const over = ref(false)
  /** Entering a part inside is said before leaving the one around it. */
  let depth = 0
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

  return {
    over,
    handlers: {
      dragenter(event) {
        if (!hasFiles(event)) return
        event.preventDefault()
        depth += 1
        over.value = true
      },
      dragover(event) {
        if (hasFiles(event)) event.preventDefault()
      },
      dragleave(event) {
        if (!hasFiles(event)) return
        depth = Math.max(0, depth - 1)
        over.value = depth > 0
      },
      drop(event) {
        if (!hasFiles(event)) return
        event.preventDefault()
        depth = 0
        over.value = false
        drop([...(event.dataTransfer?.files ?? [])])
      },
    },
  }
}
