import { Popover } from '@mantine/core'
import type { ReactNode } from 'react'

/// A word of the status bar that opens what proves it.
export function Proven({ look, width = 360, children }: { look: ReactNode; width?: number; children: ReactNode }) {
  return (
    <Popover position="top-start" width={`min(${width}px, calc(100vw - 24px))`} trapFocus>
      <Popover.Target>
        <button type="button" className="statusItem">
          {look}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="statusProof">{children}</div>
      </Popover.Dropdown>
    </Popover>
  )
}
