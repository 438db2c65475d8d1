import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Card, Facts } from "#ui/card.tsx"
import { Page } from "#ui/frame.tsx"
import { Phone } from "#ui/phone.tsx"
import type { Asker } from "../recipient/mail-request.ts"

/** In place of what a link would open: why it does not, and whom to ask. */
export const ClosedPage = ({ view, asker, said }: { view: View; asker: Asker; said: string }) => (
  <Page view={view} narrow title={view.t("answering.closed.title")} state={said}>
    <p>{view.t("answering.closed.nothing_lost")}</p>
    <WhoAsks view={view} asker={asker} />
    <div class="buttons">
      <LinkButton kind="primary" href={view.href("/answer")}>
        {view.t("answering.closed.code")}
      </LinkButton>
    </div>
  </Page>
)

/** Who sends the links, and who helps. */
export const WhoAsks = ({ view, asker }: { view: View; asker: Asker }) => (
  <Card title={view.t("answering.ask_us")}>
    {asker.organisation || asker.executor || asker.phone ? (
      <Facts
        facts={[
          [view.t("letterhead.organisation"), asker.organisation],
          [view.t("answering.coordinator_name"), asker.executor],
          [view.t("answering.phone"), asker.phone && <Phone phone={asker.phone} />],
        ]}
      />
    ) : (
      <p>{view.t("answering.ask_sender")}</p>
    )}
  </Card>
)
