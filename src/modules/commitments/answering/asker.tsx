import type { View } from "#platform/view.ts"
import { Phone } from "#ui/phone.tsx"
import type { Asker } from "../recipient/mail-request.ts"

/** «Спрашивает: … Вопросы: Осипова Л. М., 8 (000) 123-45-67»: so that nobody takes the link for fraud. */
export const AskerLine = ({ view, asker }: { view: View; asker: Asker }) => (
  <p class="mini asker">
    {view.t("answering.asks", { organisation: asker.organisation || view.t("answering.centre") })}
    {(asker.executor || asker.phone) && ` ${view.t("answering.coordinator")} `}
    {asker.executor && (asker.phone ? `${asker.executor}, ` : `${asker.executor}.`)}
    {asker.phone && <Phone phone={asker.phone} />}
  </p>
)
