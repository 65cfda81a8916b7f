import { createContext, use, useEffect, useReducer, useState, type ReactNode } from 'react'
import type { Alert, AlertList } from './types.ts'

/// Every alert that this console knows of: all that wait, and the newest others.
export interface Alerts {
  /// Oldest first.
  readonly waiting: readonly Alert[]
  /// Newest verdict first.
  readonly judged: readonly Alert[]
  /// Whether the first list has come.
  readonly known: boolean
  /// Whether the link to the server stands.
  readonly linked: boolean
  /// The newest alert that arrived while this page was open.
  readonly arrived: Alert | undefined
  /// Takes in an alert that a request has just returned.
  learn(alert: Alert): void
}

export interface AlertState {
  readonly byId: ReadonlyMap<string, Alert>
  readonly known: boolean
  readonly arrived: Alert | undefined
}

export type AlertNews =
  | { readonly kind: 'current'; readonly list: AlertList }
  | { readonly kind: 'alert'; readonly alert: Alert }
  | { readonly kind: 'forgotten' }

export const noAlerts: AlertState = { byId: new Map(), known: false, arrived: undefined }

/// Current state first, then changes: a returning client is told the whole again, never a replay.
export function tell(state: AlertState, news: AlertNews): AlertState {
  switch (news.kind) {
    case 'current': {
      const byId = new Map(news.list.alerts.map((alert) => [alert.id, alert]))
      const fresh = state.known
        ? news.list.alerts.filter((a) => a.state === 'WAITING' && !state.byId.has(a.id)).sort(newestFirst)[0]
        : undefined
      return { byId, known: true, arrived: fresh ?? state.arrived }
    }
    case 'forgotten':
      return noAlerts
    case 'alert': {
      const byId = new Map(state.byId).set(news.alert.id, news.alert)
      const isNew = news.alert.state === 'WAITING' && !state.byId.has(news.alert.id)
      return { ...state, byId, arrived: isNew ? news.alert : state.arrived }
    }
  }
}

export const waitingOf = (state: AlertState): Alert[] =>
  [...state.byId.values()].filter((a) => a.state === 'WAITING').sort((a, b) => newestFirst(b, a))

export const judgedOf = (state: AlertState): Alert[] =>
  [...state.byId.values()]
    .filter((a) => a.state !== 'WAITING')
    .sort((a, b) => Date.parse(b.verdict?.at ?? b.at) - Date.parse(a.verdict?.at ?? a.at))

function newestFirst(a: Alert, b: Alert): number {
  return Date.parse(b.at) - Date.parse(a.at) || b.id.localeCompare(a.id)
}

const AlertsContext = createContext<Alerts | undefined>(undefined)

/// @param person whose alerts they are: what another one was told is forgotten
/// @param asks whether the server is asked: not on a locked workstation
export function AlertsProvider({ person, asks, children }: { person: string; asks: boolean; children: ReactNode }) {
  const [state, dispatch] = useReducer(tell, noAlerts)
  const [linked, setLinked] = useState(true)

  useEffect(() => dispatch({ kind: 'forgotten' }), [person])
  useEffect(() => {
    if (!asks) return
    let source: EventSource
    let again: ReturnType<typeof setTimeout> | undefined
    const open = () => {
      source = new EventSource('/api/alerts/stream')
      source.addEventListener('open', () => setLinked(true))
      source.addEventListener('current', (e) => dispatch({ kind: 'current', list: JSON.parse(e.data) as AlertList }))
      source.addEventListener('alert', (e) => dispatch({ kind: 'alert', alert: JSON.parse(e.data) as Alert }))
      source.addEventListener('error', () => {
        setLinked(false)
        // The browser reconnects by itself unless it was refused; then so do we, more slowly.
        if (source.readyState === EventSource.CLOSED) again = setTimeout(open, 5_000)
      })
    }
    open()
    return () => {
      clearTimeout(again)
      source.close()
    }
  }, [person, asks])

  const alerts: Alerts = {
    waiting: waitingOf(state),
    judged: judgedOf(state),
    known: state.known,
    linked,
    arrived: state.arrived,
    learn: (alert) => dispatch({ kind: 'alert', alert }),
  }
  return <AlertsContext value={alerts}>{children}</AlertsContext>
}

export function useAlerts(): Alerts {
  const alerts = use(AlertsContext)
  if (!alerts) throw new Error('useAlerts outside AlertsProvider')
  return alerts
}
