import { Controller } from "@hotwired/stimulus"

/** A `<details>` that closes by Escape and by a press or a focus elsewhere. */
export class PopupController extends Controller<HTMLDetailsElement> {
  readonly #elsewhere = (event: Event) => {
    if (!this.element.contains(event.target as Node)) this.element.open = false
  }
  readonly #escape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !this.element.open) return
    this.element.open = false
    this.element.querySelector("summary")?.focus()
  }

  override connect() {
    document.addEventListener("pointerdown", this.#elsewhere)
    document.addEventListener("focusin", this.#elsewhere)
    this.element.addEventListener("keydown", this.#escape)
  }

  override disconnect() {
    document.removeEventListener("pointerdown", this.#elsewhere)
    document.removeEventListener("focusin", this.#elsewhere)
    this.element.removeEventListener("keydown", this.#escape)
  }
}
