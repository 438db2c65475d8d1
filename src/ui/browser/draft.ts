import { Controller } from "@hotwired/stimulus"

type Kept = { base: string; text: string }
const prefix = "draft:"

/** Forgets all that was typed and not sent: for the end of a session. */
export function forgetDrafts() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
}

/**
 * Keeps long texts of a form in this tab until the form is sent. What the server has changed meanwhile wins:
 * a draft comes back only over the text that it was begun from.
 */
export class DraftController extends Controller<HTMLFormElement> {
  static override targets = ["note"]
  static override values = { name: String }
  declare readonly noteTarget: HTMLElement
  declare readonly nameValue: string

  readonly #keep = (event: Event) => {
    const area = event.target
    if (!(area instanceof HTMLTextAreaElement)) return
    const kept: Kept = { base: area.defaultValue, text: area.value }
    try {
      sessionStorage.setItem(this.#key(area), JSON.stringify(kept))
    } catch {
      // The storage is full or forbidden: typing goes on without a net.
    }
  }
  readonly #sent = (event: Event) => {
    if ((event as CustomEvent<{ success: boolean }>).detail.success)
      for (const area of this.#areas()) sessionStorage.removeItem(this.#key(area))
  }

  override connect() {
    for (const area of this.#areas()) this.#restore(area)
    this.element.addEventListener("input", this.#keep)
    this.element.addEventListener("turbo:submit-end", this.#sent)
  }

  override disconnect() {
    this.element.removeEventListener("input", this.#keep)
    this.element.removeEventListener("turbo:submit-end", this.#sent)
  }

  #areas() {
    return this.element.querySelectorAll("textarea")
  }

  #key(area: HTMLTextAreaElement) {
    return `${prefix}${this.nameValue}:${area.name}`
  }

  #restore(area: HTMLTextAreaElement) {
    const kept = JSON.parse(sessionStorage.getItem(this.#key(area)) ?? "null") as Kept | null
    if (!kept || kept.base !== area.defaultValue || kept.text === area.value) return
    area.value = kept.text
    this.noteTarget.hidden = false
  }
}
