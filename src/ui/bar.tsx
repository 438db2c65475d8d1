/** A share from 0 to 1 as a whole percentage for an SVG attribute; what is not a number is nothing. */
export const percent = (share: number) => `${Math.round(Math.min(1, Math.max(0, share || 0)) * 100)}%`

export type BarProps = {
  label: string
  value: number
  of: number
  /** The same in words: «2 из 4». */
  said: string
  href?: string | undefined
}

/** Shares one under another. The words say everything, the bar repeats it for the eye. */
export const Bars = ({ bars }: { bars: BarProps[] }) => (
  <ul class="bars">
    {bars.map(({ label, value, of, said, href }) => (
      <li>
        <p>
          <span>{href ? <a href={href}>{label}</a> : label}</span>
          <b>{said}</b>
        </p>
        <svg class="measure" aria-hidden="true" focusable="false">
          <rect class="rest" width="100%" height="100%" />
          <rect class="got" width={percent(value / of)} height="100%" />
        </svg>
      </li>
    ))}
  </ul>
)
