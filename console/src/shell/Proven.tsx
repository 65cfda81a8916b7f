import { Popover } from '@mantine/core'
import type { ReactNode } from 'react'

/// A word of the status bar that opens what proves it. An urgent one comes first where the bar is narrow.
export function Proven({ look, width = 360, urgent = false, children }: { look: ReactNode; width?: number; urgent?: boolean; children: ReactNode }) {
  return (
    <Popover position="top-start" width={`min(${width}px, calc(100vw - 24px))`} trapFocus>
      <Popover.Target>
        <button type="button" className={urgent ? 'statusItem urgent' : 'statusItem'}>
          {look}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        {/* Focusable, so that it scrolls by key. */}
        <div className="statusProof" tabIndex={0}>
          {children}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
