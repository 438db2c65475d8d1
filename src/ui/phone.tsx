/** A number that a telephone calls when it is touched. */
export const Phone = ({ phone }: { phone: string }) => {
  const digits = phone.replace(/(?!^\+)\D/g, "")
  const whole = phone.replaceAll(" ", "\u00a0").replaceAll("-", "\u2011")
  if (digits.length < 5) return <span>{phone}</span>
  return (
    <a class="phone" href={`tel:${digits}`}>
      {whole}
    </a>
  )
}
