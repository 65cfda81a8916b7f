import { useMemo } from 'react'
import { useAlerts } from '../api/alerts.tsx'
import { apart } from '../snooze/snoozes.ts'
import { useSnoozes } from '../snooze/useSnoozes.ts'
import { grouped, type Group } from './queue.ts'

/// What waits, as it is looked at: together what belongs together, and apart what waits quietly because its rule rests.
export function useQueue(): { groups: readonly Group[]; quiet: readonly Group[] } {
  const { waiting } = useAlerts()
  const { all } = useSnoozes()
  const resting = all.map(({ snooze }) => `${snooze.camera} ${snooze.rule}`).join()
  return useMemo(() => {
    const { loud, quiet } = apart(waiting, all)
    return { groups: grouped(loud), quiet: grouped(quiet) }
  }, [waiting, resting])
}
