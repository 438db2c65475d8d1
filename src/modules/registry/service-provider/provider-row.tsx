import type { Child } from "hono/jsx"
import type { View } from "#platform/view.ts"
import { OutLink } from "#ui/embed.tsx"
import { Row } from "#ui/list.tsx"
import type { Territory } from "../territory/territory.ts"
import { daysSaid, placeSaid, priceSaid, targetsSaid } from "./provider-words.ts"
import type { Provider } from "./service-provider.ts"

type ProviderRowProps = {
  view: View
  provider: Provider
  territories: Territory[]
  /** The organisation on a page of a service, the service on a card. */
  title: Child
  href?: string | undefined
  end?: Child
  /** In a frame of another site: links lead out of it. */
  out?: boolean
}

const Title = ({ view, href, out, title }: { view: View; href: string; out: boolean | undefined; title: Child }) =>
  out ? (
    <OutLink view={view} href={href}>
      {title}
    </OutLink>
  ) : (
    <a href={href}>{title}</a>
  )

/** A number that no end of a line divides. */
const unbroken = (phone: string) => phone.replaceAll(" ", "\u00a0").replaceAll("-", "\u2011")

/** One provider of one service: for whom, where, for how much, how to get it, by which decision. */
export const ProviderRow = ({ view, provider, territories, title, href, end, out }: ProviderRowProps) => {
  const { t } = view
  const { phone, link, proof } = provider
  return (
    <Row
      title={
        <>
          {href ? <Title view={view} href={href} out={out} title={title} /> : <b>{title}</b>}
          {provider.howToGet && (
            <>
              <br />
              {provider.howToGet}
            </>
          )}
        </>
      }
      mini={[
        targetsSaid(t, provider),
        placeSaid(t, territories, provider),
        priceSaid(t, provider),
        phone && <a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{unbroken(phone)}</a>,
        provider.address,
        provider.capacity && t("provider.capacity_said", { capacity: provider.capacity }),
        daysSaid(view, provider),
        link ? (
          <a href={link} rel="noopener nofollow" target={out ? "_blank" : undefined}>
            {proof}
          </a>
        ) : (
          proof
        ),
      ]}
      end={end}
    />
  )
}
