import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { Position } from './geometry.ts'

/// Puts an element onto the map; what comes back takes it away. Made by the map, so that who only marks something does not
/// load what draws it.
export type PutOnMap = (element: HTMLElement, at: Position, anchor: 'center' | 'bottom', above: number) => () => void

export const MapContext = createContext<PutOnMap | undefined>(undefined)

interface Props {
  at: Position
  /// Which part of it stands at the place.
  anchor?: 'center' | 'bottom'
  /// So many pixels above the place.
  above?: number
  children: ReactNode
}

/// Something of HTML at a place on the map.
export function MapMark({ at, anchor = 'center', above = 0, children }: Props) {
  const put = use(MapContext)
  const [element] = useState(() => document.createElement('div'))
  useEffect(() => put?.(element, at, anchor, above), [put, element, at.latitude, at.longitude, anchor, above])
  return createPortal(children, element)
}
