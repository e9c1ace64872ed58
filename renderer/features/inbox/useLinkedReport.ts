import { onScopeDispose } from 'vue'
import { useDeskParts } from '../../deskParts'
import { useInboxStore } from './inboxStore'

/** A link in another program asked for a report: the desk is looked through for its number, as if it had been typed. */
export function useLinkedReport(): void {
  const { bridge } = useDeskParts()
  const inbox = useInboxStore()
  onScopeDispose(
    bridge.onReportAsked((trackingNumber) => {
      void inbox.lookFor(trackingNumber)
    }),
  )
}
