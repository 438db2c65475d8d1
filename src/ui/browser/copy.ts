import { Controller } from "@hotwired/stimulus"

/** «Скопировать для чата»: selects the text when opened and puts it on the clipboard. */
export class CopyController extends Controller<HTMLDetailsElement> {
  static override targets = ["text", "button", "said"]
  declare readonly textTarget: HTMLTextAreaElement
  declare readonly buttonTarget: HTMLButtonElement
  declare readonly saidTarget: HTMLElement

  override connect() {
    this.buttonTarget.hidden = false
  }

  opened() {
    if (this.element.open) this.textTarget.select()
    else this.saidTarget.textContent = ""
  }

  async copy() {
    const { copied = "", failed = "" } = this.saidTarget.dataset
    try {
      await navigator.clipboard.writeText(this.textTarget.value)
      this.saidTarget.textContent = copied
    } catch {
      // No clipboard without HTTPS.
      this.textTarget.select()
      this.saidTarget.textContent = failed
    }
  }
}
