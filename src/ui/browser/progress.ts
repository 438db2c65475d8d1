import { Controller } from "@hotwired/stimulus"
import { visit } from "@hotwired/turbo"

/** Asks for its own page again every second and shows how far the work has got; at the end the page is opened anew. */
export class ProgressController extends Controller<HTMLElement> {
  #timer = 0

  override connect() {
    this.#timer = window.setInterval(() => this.#look(), 1000)
  }

  override disconnect() {
    window.clearInterval(this.#timer)
  }

  async #look() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => undefined)
    if (!answer?.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const fresh = page.getElementById(this.element.id)
    if (!fresh) return visit(location.href, { action: "replace" })
    const bar = this.element.querySelector("progress")
    const now = fresh.querySelector("progress")
    const label = this.element.querySelector("label")
    if (bar && now) bar.value = now.value
    if (label) label.textContent = fresh.querySelector("label")?.textContent ?? ""
  }
}
