/**
 * Links inside a page stay with the browser: Turbo would fetch the page again, and a refused form would lose what was
 * typed. Turbo itself takes the new place in the history over (`historyPoppedWithEmptyState`).
 */
export function leaveAnchorsToBrowser() {
  document.addEventListener("turbo:click", (event) => {
    if ((event.target as Element).getAttribute("href")?.startsWith("#")) event.preventDefault()
  })
}
