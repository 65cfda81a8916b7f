import { lazy, type ComponentType } from 'react'

/// Pages that come when somebody goes there, or when the browser has nothing to do: who opens the wall at the beginning of a shift
/// waits for the wall alone. After an upgrade of the server a page that had not come yet is not found, and Caught offers to reload.

const loads: (() => Promise<unknown>)[] = []

function page<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  loads.push(load)
  return lazy(async () => ({ default: await load() }))
}

export const Access = page(() => import('./access/Access.tsx').then((file) => file.Access))
export const Account = page(() => import('./account/Account.tsx').then((file) => file.Account))
export const Acts = page(() => import('./acts/Acts.tsx').then((file) => file.Acts))
export const Around = page(() => import('./lift/Around.tsx').then((file) => file.Around))
export const Cameras = page(() => import('./cameras/Cameras.tsx').then((file) => file.Cameras))
export const CasePage = page(() => import('./access/CasePage.tsx').then((file) => file.CasePage))
export const Counts = page(() => import('./counts/Counts.tsx').then((file) => file.Counts))
export const Custody = page(() => import('./custody/Custody.tsx').then((file) => file.Custody))
export const DrawingPage = page(() => import('./zones/DrawingPage.tsx').then((file) => file.DrawingPage))
export const Health = page(() => import('./health/Health.tsx').then((file) => file.Health))
export const IncidentPage = page(() => import('./log/IncidentPage.tsx').then((file) => file.IncidentPage))
export const Ledger = page(() => import('./ledger/Ledger.tsx').then((file) => file.Ledger))
export const MapPage = page(() => import('./map/MapPage.tsx').then((file) => file.MapPage))
export const Notice = page(() => import('./notice/Notice.tsx').then((file) => file.Notice))
export const People = page(() => import('./people/People.tsx').then((file) => file.People))
export const Review = page(() => import('./review/Review.tsx').then((file) => file.Review))
export const Rules = page(() => import('./rules/Rules.tsx').then((file) => file.Rules))
export const ShiftLogPage = page(() => import('./log/ShiftLogPage.tsx').then((file) => file.ShiftLogPage))
export const Debrief = page(() => import('./training/Debrief.tsx').then((file) => file.Debrief))
export const Viewing = page(() => import('./viewing/Viewing.tsx').then((file) => file.Viewing))

// A telephone loads it without the rest being looked at, and the console without it.
export const FieldPage = lazy(() => import('./field/FieldPage.tsx'))

/// Fetches every page that is still to come, one after the other. What cannot be had now comes when it is gone to.
export async function fetchAhead(): Promise<void> {
  for (const load of loads) {
    try {
      await load()
    } catch {
      return
    }
  }
}
