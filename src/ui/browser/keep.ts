import { Controller } from "@hotwired/stimulus"

/**
 * Sends what is being typed into the form inside to the server as it goes, so that a closed telephone loses nothing.
 * Files wait for the button. The server answers nothing; where it cannot be reached, the button does the same.
 */
export class KeepController extends Controller<HTMLElement> {
  static override values = { to: String }
  declare readonly toValue: string
  #typed = false

  readonly #note = () => {
    this.#typed = true
  }
  readonly #send = () => {
    const form = this.element.querySelector("form")
    if (!form || !this.#typed) return
    this.#typed = false
    const typed = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === "string") typed.append(name, value)
    navigator.sendBeacon(this.toValue, typed)
  }
  readonly #hidden = () => {
    if (document.visibilityState === "hidden") this.#send()
  }

  override connect() {
    this.element.addEventListener("input", this.#note)
    this.element.addEventListener("change", this.#send)
    document.addEventListener("visibilitychange", this.#hidden)
  }

  override disconnect() {
    this.element.removeEventListener("input", this.#note)
    this.element.removeEventListener("change", this.#send)
    document.removeEventListener("visibilitychange", this.#hidden)
  }
}
