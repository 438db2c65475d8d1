import { Controller } from "@hotwired/stimulus"

/**
 * One press, one deed. The button stays where the focus is and says that it is busy: disabling it would lose both
 * the focus and its value. The hidden key guards what gets through anyway.
 */
export class SubmitOnceController extends Controller<HTMLFormElement> {
  #button: HTMLElement | null = null

  readonly #submit = (event: SubmitEvent) => {
    if (this.#button) return event.preventDefault()
    this.#button = event.submitter ?? this.element
    this.#button.setAttribute("aria-busy", "true")
  }
  readonly #free = () => {
    this.#button?.removeAttribute("aria-busy")
    this.#button = null
  }

  override connect() {
    // Captured, so that it stands before Turbo's own listener.
    this.element.addEventListener("submit", this.#submit, { capture: true })
    this.element.addEventListener("turbo:submit-end", this.#free)
    window.addEventListener("pageshow", this.#free)
  }

  override disconnect() {
    this.element.removeEventListener("submit", this.#submit, { capture: true })
    this.element.removeEventListener("turbo:submit-end", this.#free)
    window.removeEventListener("pageshow", this.#free)
    this.#free()
  }
}
