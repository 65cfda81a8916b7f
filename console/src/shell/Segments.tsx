/// One of a few values, side by side.
export function Segments<T extends string | number>({
  label,
  values,
  value,
  choose,
  say,
}: {
  label: string
  values: readonly T[]
  value: T
  choose: (value: T) => void
  say: (value: T) => string
}) {
  return (
    <div className="choice">
      <span className="label">{label}</span>
      <div className="segments" role="group" aria-label={label}>
        {values.map((one) => (
          <button key={one} type="button" className="segment" aria-pressed={one === value} onClick={() => choose(one)}>
            {say(one)}
          </button>
        ))}
      </div>
    </div>
  )
}
