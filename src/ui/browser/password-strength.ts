import { Controller } from "@hotwired/stimulus"

const pause = 250

/** Says how strong a password is while it is typed. */
export class PasswordStrengthController extends Controller<HTMLElement> {
  static override targets = ["input", "meter"]
  static override values = { url: String }
  declare readonly inputTarget: HTMLInputElement
  declare readonly meterTarget: HTMLElement
  declare readonly urlValue: string
  private timer: ReturnType<typeof setTimeout> | undefined
  private asked = 0

  ask() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.judge(), pause)
  }

  override disconnect() {
    clearTimeout(this.timer)
  }

  private async judge() {
    const password = this.inputTarget.value
    this.meterTarget.hidden = !password
    if (!password) return
    const turn = ++this.asked
    const answer = await fetch(this.urlValue, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ password, about: this.about() }),
    }).catch(() => null)
    // An answer that comes after the next question is stale.
    if (!answer?.ok || turn !== this.asked) return
    const { score, said } = (await answer.json()) as { score: number; said: string }
    this.meterTarget.querySelector("meter")!.value = score
    this.meterTarget.querySelector("p")!.textContent = said
  }

  /** Name and e-mail of the same form: what is made of them counts for nothing. */
  private about(): string[] {
    const fields = this.inputTarget.form?.querySelectorAll<HTMLInputElement>('input[name="name"], input[name="email"]')
    return [...(fields ?? [])].map((input) => input.value)
  }
}
