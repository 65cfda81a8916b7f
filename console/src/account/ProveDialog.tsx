import { Modal } from '@mantine/core'
import { useMe } from '../api/queries.ts'
import { UnlockForm } from '../lock/UnlockForm.tsx'
import { useFactors } from '../api/queries.ts'
import { useSpeech } from '../text/index.tsx'

/// Asks who sits there to prove that it is still the person who signed in.
export function ProveDialog({ done, close }: { done: () => void; close: () => void }) {
  const { text } = useSpeech()
  const me = useMe().data
  const factors = useFactors().data
  return (
    <Modal opened onClose={close} title={text.account.prove.title} closeButtonProps={{ 'aria-label': text.common.close }}>
      <p className="proveLead">{text.account.prove.lead}</p>
      <UnlockForm password={me?.has_password ?? true} app={factors?.app !== undefined} passkey={(factors?.passkeys.length ?? 0) > 0} provider={me?.way === 'PROVIDER'} verb={text.account.prove.verb} done={done} />
    </Modal>
  )
}
