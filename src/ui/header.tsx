import { signedIn } from "#platform/actor.ts"
import type { View } from "#platform/view.ts"
import { Icon, Logo } from "#ui/icons.tsx"

/** Addresses that are secrets themselves: no other address may carry them. */
const secret = /^\/(welcome|answer|book)\//

/** Where signing in leads back to this page. */
export const signInHref = (view: View) =>
  view.href(
    view.path === "/" || secret.test(view.path)
      ? "/sign-in"
      : `/sign-in?next=${encodeURIComponent(view.href(view.path + view.query))}`,
  )

/** This page in the other language, always with a prefix, so that it wins over the cookie. */
const OtherLanguage = ({ view }: { view: View }) => {
  const other = view.locale === "ru" ? "en" : "ru"
  return (
    <a href={`/${other}${view.path}${view.query}`} lang={other} hreflang={other} data-turbo="false">
      {view.t("ui.language.other")}
    </a>
  )
}

const SearchBox = ({ view }: { view: View }) => (
  <search class="site-search">
    <form action={view.href("/search")}>
      <label class="unseen" for="site-search">
        {view.t("ui.search.label")}
      </label>
      <input
        id="site-search"
        name="q"
        type="search"
        placeholder={view.t("ui.search.label")}
        value={view.path === "/search" ? (new URLSearchParams(view.query).get("q") ?? "") : ""}
      />
      <button type="submit">
        <Icon name="search" />
        <span class="unseen">{view.t("ui.search.find")}</span>
      </button>
    </form>
  </search>
)

const User = ({ view }: { view: View }) => {
  if (!signedIn(view.actor))
    return (
      <a class="btn" href={view.path.startsWith("/sign-in") ? view.href("/sign-in") : signInHref(view)} rel="nofollow">
        <Icon name="log-in" />
        {view.t("ui.sign_in")}
      </a>
    )
  return (
    <details class="user" data-controller="popup">
      <summary>
        <Icon name="user" />
        <span>{view.actor.name}</span>
        <Icon name="chevron-down" />
      </summary>
      <ul>
        <li>
          <a href={view.href("/settings/security")}>{view.t("ui.account")}</a>
        </li>
        <li>
          <form method="post" action={view.href("/sign-out")} data-turbo="false" data-forget="">
            <button type="submit" class="link">
              <Icon name="log-out" />
              {view.t("ui.sign_out")}
            </button>
          </form>
        </li>
      </ul>
    </details>
  )
}

/**
 * Mark, panel «Вид», search, language, user and the main menu. On a narrow screen all but the mark and «Вид» stands
 * after an empty `<details>` that opens it without a script (styles/frame.css).
 */
export const SiteHeader = ({ view }: { view: View }) => (
  <header class="site">
    <div class="wrap">
      <a class="mark" href={view.href("/")}>
        <Logo />
        {view.t("ui.product")}
      </a>
      <a class="view-link" href={view.href("/display")} rel="nofollow">
        <Icon name="eye" />
        <span>
          {view.t("ui.display.link")} <span class="view-long">· {view.t("ui.display.poor_sight")}</span>
        </span>
      </a>
      <details class="menu-switch">
        <summary>
          <Icon name="menu" />
          {view.t("ui.menu")}
        </summary>
      </details>
      <div class="site-menu">
        <SearchBox view={view} />
        <div class="tools">
          <OtherLanguage view={view} />
          <User view={view} />
        </div>
        <nav class="main" aria-label={view.t("ui.menu.main")}>
          {view.menu.map(({ href, label, current }) => (
            <a href={href} aria-current={current ? "page" : undefined}>
              {label}
            </a>
          ))}
        </nav>
      </div>
    </div>
  </header>
)

export const SiteFooter = ({ view }: { view: View }) => (
  <footer class="site">
    <div class="wrap">
      <span>{view.t("ui.footer.about")}</span>
      <a href={view.href("/privacy")}>{view.t("ui.footer.privacy")}</a>
      <a href={view.href("/api")}>{view.t("ui.footer.api")}</a>
      <a href={view.href("/display")} rel="nofollow">
        {view.t("ui.display.poor_sight")}
      </a>
      <OtherLanguage view={view} />
    </div>
  </footer>
)
