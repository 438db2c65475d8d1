import { Controller } from "@hotwired/stimulus"

const typing = "input, textarea, select, [contenteditable]"

/**
 * Jumps among uncertain places. N is told by its place on the keyboard, so it works in the Russian layout too, and
 * only while the focus is inside the bench (WCAG 2.1.4).
 */
export class DoubtsController extends Controller<HTMLElement> {
  static override targets = ["place"]
  declare readonly placeTargets: HTMLElement[]

  next(event?: Event) {
    event?.preventDefault()
    this.#go(1)
  }

  previous() {
    this.#go(-1)
  }

  key(event: KeyboardEvent) {
    if (event.code !== "KeyN" || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.target instanceof Element && event.target.closest(typing)) return
    event.preventDefault()
    this.#go(event.shiftKey ? -1 : 1)
  }

  /** From the place that holds the focus or follows it; around the end to the beginning. */
  #go(step: 1 | -1) {
    const places = this.placeTargets
    if (!places.length) return
    const at = document.activeElement
    const here = places.findIndex((place) => place.contains(at))
    const last = this.#last ? places.indexOf(this.#last) : -1
    const from = here >= 0 ? here : last >= 0 ? last : step > 0 ? -1 : 0
    const place = places[(from + step + places.length) % places.length]!
    this.#last = place
    place.focus()
    place.scrollIntoView({ block: "center" })
  }

  #last: HTMLElement | undefined
}
