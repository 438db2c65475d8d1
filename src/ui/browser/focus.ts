/** Says a sentence through the page's live region, after whatever the focus says. */
function announce(sentence: string) {
  const region = document.getElementById("announcer")
  if (!region) return
  region.textContent = ""
  setTimeout(() => {
    region.textContent = sentence
  }, 150)
}

const textOf = (selector: string) => document.querySelector(selector)?.textContent?.trim() ?? ""

/** The field of a filter that sent its form, to be returned to. */
let filtered: string | undefined

function settle() {
  const filter = filtered && document.getElementById(filtered)
  filtered = undefined
  if (filter) {
    filter.focus({ preventScroll: true })
    return announce(textOf("[data-announce]"))
  }
  const summary = document.querySelector<HTMLElement>(".summary")
  if (summary) {
    document.title = `(!) ${document.title.replace(/^\(!\) /, "")}`
    return summary.focus()
  }
  if (location.hash && document.querySelector(":target")) return
  document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true })
  announce([textOf('.notice[role="status"]'), document.title].filter(Boolean).join(". "))
}

/**
 * A page that Turbo has put in place gets the focus on its `h1` (on the summary of errors, on the filter that was
 * changed) and is announced, as if the browser had loaded it.
 */
export function keepFocus() {
  if (document.querySelector(".summary")) settle()
  document.addEventListener("submit", ({ target }) => {
    const form = target as HTMLFormElement
    if (form.matches('[data-controller~="autosubmit"]')) filtered = document.activeElement?.id || undefined
  })
  document.addEventListener("turbo:render", () => {
    if (!document.documentElement.hasAttribute("data-turbo-preview")) setTimeout(settle)
  })
}
