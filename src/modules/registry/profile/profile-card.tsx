import type { View } from "#platform/view.ts"
import { Card, Facts } from "#ui/card.tsx"
import { Phone } from "#ui/phone.tsx"
import { PlainText } from "#ui/plain-text.tsx"
import type { Party } from "../party/party.store.ts"
import { linkName, type Profile, readLinks } from "./profile.ts"
import { profileLabels } from "./profile-words.ts"

type ProfileProps = { view: View; profile: Profile }

/** Several lines as they were typed. */
const Lines = ({ text }: { text: string }) => <>{text.split("\n").map((line, i) => [i > 0 && <br />, line])}</>

/** Begins a card: logo, what it is for, and what it says of itself. */
export function ProfileHead({ view, party, profile }: ProfileProps & { party: Pick<Party, "name"> }) {
  const { mission, about, logo, logoAlt } = profile
  if (!mission && !about && !logo) return null
  return (
    <section class="profile-head" aria-label={view.t("profile.title")}>
      {(logo || mission) && (
        <div class="profile-lead">
          {logo && <img class="party-logo" src={`/files/${logo}`} alt={logoAlt || view.t("profile.logo.of", party)} />}
          {mission && <p class="mission">{mission}</p>}
        </div>
      )}
      {about && <PlainText text={about} />}
    </section>
  )
}

/** On a card, and on its sheet of paper: how everybody reaches it, and where else it is. What the staff writes to is another card. */
export function PublicContacts({ view, profile }: ProfileProps) {
  const labels = profileLabels(view)
  const { publicEmail, publicPhone, publicAddress, openingHours } = profile
  const links = readLinks(profile.links)
  const reached = publicEmail || publicPhone || publicAddress || openingHours
  if (!reached && !links.length) return null
  return (
    <div class="begin">
      {reached && (
        <Card title={view.t("profile.contacts")}>
          <Facts
            facts={[
              [labels.publicPhone, publicPhone && <Phone phone={publicPhone} />],
              [labels.publicEmail, publicEmail && <a href={`mailto:${publicEmail}`}>{publicEmail}</a>],
              [labels.publicAddress, publicAddress && <Lines text={publicAddress} />],
              [labels.openingHours, openingHours && <Lines text={openingHours} />],
            ]}
          />
        </Card>
      )}
      {links.length > 0 && (
        <Card title={view.t("profile.links")}>
          <ul class="card-links">
            {links.map((link) => (
              <li>
                <a href={link.address} rel="me noopener nofollow ugc">
                  {linkName(link)}
                </a>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  )
}
