import { useState, type ReactNode } from 'react'
import type { Result } from '../api/client.ts'
import { ProveDialog } from './ProveDialog.tsx'

/// Sends what takes a fresh proof of who one is: where the server asks for it, asks the person, and sends it again.
export function useProof(): { prove: <T>(send: () => Promise<Result<T>>) => Promise<Result<T>>; dialog: ReactNode } {
  const [answer, setAnswer] = useState<(proved: boolean) => void>()
  const prove = async <T,>(send: () => Promise<Result<T>>) => {
    const first = await send()
    if (first.kind !== 'refused' || first.problem.code !== 'PROOF_NEEDED') return first
    const proved = await new Promise<boolean>((resolve) => setAnswer(() => resolve))
    setAnswer(undefined)
    return proved ? send() : first
  }
  return { prove, dialog: answer && <ProveDialog done={() => answer(true)} close={() => answer(false)} /> }
}
