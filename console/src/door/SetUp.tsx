import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { AppSetUp } from '../account/AppSetUp.tsx'
import { CodesShown } from '../account/CodesShown.tsx'
import { PasskeySetUp } from '../account/PasskeySetUp.tsx'
import { post } from '../api/client.ts'
import { useSpeech } from '../text/index.tsx'
import { DoorFrame } from './DoorFrame.tsx'
import { noPasskeysHere } from './passkey.ts'

/// Leads whoever has no second factor yet through setting one up, where the town requires it.
export function SetUp({ done }: { done: () => void }) {
  const { text } = useSpeech()
  const t = text.account.factors
  const queries = useQueryClient()
  const [codes, setCodes] = useState<readonly string[]>()
  const [by, setBy] = useState<'app' | 'passkey'>(noPasskeysHere() ? 'app' : 'passkey')
  const made = (some: readonly string[]) => (some.length > 0 ? setCodes(some) : done())
  const leave = async () => {
    await post('/api/sign-out')
    sessionStorage.clear()
    queries.clear()
    location.assign('/')
  }
  if (codes) {
    return (
      <DoorFrame title={t.codesTitle} lead={t.codesLead}>
        <CodesShown codes={codes} verb={t.goOn} done={done} />
      </DoorFrame>
    )
  }
  return (
    <DoorFrame title={t.setUpTitle} lead={t.setUpLead}>
      <div className="segments">
        {(['app', 'passkey'] as const).map((one) => (
          <button key={one} type="button" className="segment" aria-pressed={by === one} onClick={() => setBy(one)}>
            {one === 'app' ? t.app : t.passkey}
          </button>
        ))}
      </div>
      {by === 'app' ? <AppSetUp done={made} /> : <PasskeySetUp done={made} />}
      <div className="doorOthers">
        <button type="button" className="button plain" onClick={() => void leave()}>
          {text.door.signOut}
        </button>
      </div>
    </DoorFrame>
  )
}
