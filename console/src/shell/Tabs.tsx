import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'

/// A page in parts, of which one is shown: arrows go from tab to tab.
export function Tabs<T extends string>({
  label,
  values,
  value,
  choose,
  say,
  children,
}: {
  label: string
  values: readonly T[]
  value: T
  choose: (value: T) => void
  say: (value: T) => string
  children: ReactNode
}) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    const next = (values.indexOf(value) + by + values.length) % values.length
    choose(values[next]!)
    ;(list.current?.children[next] as HTMLElement | undefined)?.focus()
  }
  return (
    <>
      <div ref={list} className="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {values.map((one) => (
          <button
            key={one}
            type="button"
            className="tab"
            role="tab"
            id={`${id}-${one}`}
            aria-selected={one === value}
            aria-controls={`${id}-panel`}
            tabIndex={one === value ? 0 : -1}
            onClick={() => choose(one)}
          >
            {say(one)}
          </button>
        ))}
      </div>
      <div className="tabPanel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>
        {children}
      </div>
    </>
  )
}
