import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Result } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { Commissioning, RuleTrial } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'

/// An order about a rule; the rule as it stands then is shown at once.
export function RuleOrder({
  rule,
  ...dialog
}: {
  title: string
  rule: RuleTrial
  verb: string
  ready: boolean
  send: () => Promise<Result<RuleTrial | undefined>>
  close: () => void
  children: ReactNode
}) {
  const queries = useQueryClient()
  const done = (now: RuleTrial | undefined) => {
    queries.setQueryData<Commissioning>(keys.commissioning, (before) =>
      before && now ? { ...before, rules: before.rules.map((one) => (one.camera === now.camera && one.rule === now.rule ? now : one)) } : before,
    )
    void queries.invalidateQueries({ queryKey: keys.commissioning })
    void queries.invalidateQueries({ queryKey: keys.town })
  }
  return <OrderDialog {...dialog} about={`${rule.camera_name}, ${rule.rule}`} done={done} />
}
