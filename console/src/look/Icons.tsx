/// The few drawn marks. All on a 16 px grid, 1.5 px strokes, the colour of the text around them.

interface Drawn {
  /// What it says to people who do not see it; absent where text beside it says so.
  label?: string
}

function Icon({ label, children }: Drawn & { children: React.ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="square"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {children}
    </svg>
  )
}

/// Blocks in place of the picture: what is shown is masked.
export const MaskGlyph = (drawn: Drawn) => (
  <Icon {...drawn}>
    <g stroke="none" fill="currentColor">
      <rect x="2" y="2" width="4" height="4" />
      <rect x="6" y="6" width="4" height="4" opacity=".75" />
      <rect x="10" y="2" width="4" height="4" opacity=".45" />
      <rect x="2" y="10" width="4" height="4" opacity=".45" />
      <rect x="10" y="10" width="4" height="4" />
    </g>
  </Icon>
)

/// An open eye: what is shown is clear.
export const ClearGlyph = (drawn: Drawn) => (
  <Icon {...drawn}>
    <path d="M1.5 8C3.5 4.8 5.7 3.5 8 3.5s4.5 1.3 6.5 4.5c-2 3.2-4.2 4.5-6.5 4.5S3.5 11.2 1.5 8Z" strokeLinejoin="round" />
    <circle cx="8" cy="8" r="2.2" fill="currentColor" stroke="none" />
  </Icon>
)

export const Cross = (drawn: Drawn) => (
  <Icon {...drawn}>
    <path d="M4 4l8 8M12 4l-8 8" />
  </Icon>
)

export const Down = (drawn: Drawn) => (
  <Icon {...drawn}>
    <path d="M4 6.5 8 10.5l4-4" />
  </Icon>
)

export const Play = (drawn: Drawn) => (
  <Icon {...drawn}>
    <path d="M4.5 3 12.5 8l-8 5Z" fill="currentColor" stroke="none" />
  </Icon>
)

export const Pause = (drawn: Drawn) => (
  <Icon {...drawn}>
    <path d="M5 3.5v9M11 3.5v9" strokeWidth="2.5" />
  </Icon>
)

export const Sun = (drawn: Drawn) => (
  <Icon {...drawn}>
    <circle cx="8" cy="8" r="2.8" />
    <path d="M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7" />
  </Icon>
)

export const Moon = (drawn: Drawn) => (
  <Icon {...drawn}>
    <path d="M13 9.6A5.5 5.5 0 0 1 6.4 3 5.5 5.5 0 1 0 13 9.6Z" strokeLinejoin="round" />
  </Icon>
)

/// It is among what is shown.
export const Check = (drawn: Drawn) => (
  <Icon {...drawn}>
    <path d="m3.5 8.5 3 3 6-7" />
  </Icon>
)

export const Plus = (drawn: Drawn) => (
  <Icon {...drawn}>
    <path d="M8 4v8M4 8h8" />
  </Icon>
)

export const Left = (drawn: Drawn) => (
  <Icon {...drawn}>
    <path d="M10 3 5 8l5 5" />
  </Icon>
)

export const RightArrow = (drawn: Drawn) => (
  <Icon {...drawn}>
    <path d="m6 3 5 5-5 5" />
  </Icon>
)

export const Enlarge = (drawn: Drawn) => (
  <Icon {...drawn}>
    <path d="M9.5 2.5h4v4M6.5 13.5h-4v-4M13 3 9.5 6.5M3 13l3.5-3.5" />
  </Icon>
)

export const Reduce = (drawn: Drawn) => (
  <Icon {...drawn}>
    <path d="M13.5 6.5h-4v-4M2.5 9.5h4v4M10 6l3.5-3.5M6 10l-3.5 3.5" />
  </Icon>
)

export const Search = (drawn: Drawn) => (
  <Icon {...drawn}>
    <circle cx="7" cy="7" r="4" />
    <path d="M10 10l4 4" />
  </Icon>
)

export const Lock = (drawn: Drawn) => (
  <Icon {...drawn}>
    <path d="M3.5 7.5h9v6h-9ZM5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
  </Icon>
)

export const OpenLock = (drawn: Drawn) => (
  <Icon {...drawn}>
    <path d="M3.5 7.5h9v6h-9ZM5.5 7V4.5a2.5 2.5 0 0 1 4.8-1" />
  </Icon>
)

/// Vigie's mark: an eye whose pupil is four blocks.
export const Mark = () => (
  <svg width="28" height="20" viewBox="0 0 28 20" fill="none" aria-hidden="true">
    <path
      d="M1.5 10C5 4.7 9.2 2 14 2s9 2.7 12.5 8C23 15.3 18.8 18 14 18S5 15.3 1.5 10Z"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinejoin="round"
    />
    <g fill="var(--accent)">
      <rect x="10" y="6" width="3.6" height="3.6" />
      <rect x="14.4" y="6" width="3.6" height="3.6" opacity=".5" />
      <rect x="10" y="10.4" width="3.6" height="3.6" opacity=".7" />
      <rect x="14.4" y="10.4" width="3.6" height="3.6" opacity=".3" />
    </g>
  </svg>
)
