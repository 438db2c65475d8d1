import { Controller } from "@hotwired/stimulus"
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from "@simplewebauthn/browser"

type Answer = { to?: string; said?: string }

/** Makes a passkey, or signs in with one; shows itself only where the browser knows them. */
export class PasskeyController extends Controller<HTMLElement> {
  static override targets = ["problem"]
  static override values = { options: String, finish: String, next: String, failed: String }
  declare readonly problemTarget: HTMLElement
  declare readonly optionsValue: string
  declare readonly finishValue: string
  declare readonly nextValue: string
  declare readonly failedValue: string

  override connect() {
    this.element.hidden = !browserSupportsWebAuthn()
  }

  signIn() {
    return this.run((optionsJSON) => startAuthentication({ optionsJSON }))
  }

  add() {
    return this.run((optionsJSON) => startRegistration({ optionsJSON }))
  }

  // biome-ignore lint/suspicious/noExplicitAny: the two kinds of options pass through unseen
  private async run(ask: (options: any) => Promise<unknown>) {
    this.problemTarget.hidden = true
    try {
      const answer = await ask(await this.post(this.optionsValue))
      const { to } = (await this.post(this.finishValue, { answer, next: this.nextValue })) as Answer
      // A whole load: the session has changed.
      location.assign(to ?? "/")
    } catch (err) {
      if (err instanceof Error && err.name === "NotAllowedError") return // closed by the person
      this.problemTarget.textContent = err instanceof SaidError ? err.message : this.failedValue
      this.problemTarget.hidden = false
    }
  }

  private async post(url: string, body: object = {}): Promise<unknown> {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    })
    const json = (await answer.json()) as Answer
    if (!answer.ok) throw new SaidError(json.said ?? this.failedValue)
    return json
  }
}

/** A sentence of the server for the person. */
class SaidError extends Error {}
