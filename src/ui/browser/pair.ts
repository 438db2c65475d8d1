import { Controller } from "@hotwired/stimulus"

/** Lights up a piece with its lines of the source, and shows the lines of a pressed piece. */
export class PairController extends Controller<HTMLElement> {
  #shown: string | undefined

  show(event: Event) {
    const id = this.#pieceAt(event.target)
    if (id === undefined || id === this.#shown) return
    for (const element of this.element.querySelectorAll(".on")) element.classList.remove("on")
    for (const element of this.#both(id)) element.classList.add("on")
    this.#shown = id
    // The source scrolls by itself when the keyboard walks through the pieces; never under a mouse.
    if (event.type === "focusin") this.#line(id)?.scrollIntoView({ block: "nearest" })
  }

  reveal(event: Event) {
    const id = this.#pieceAt(event.target)
    const inside =
      event.target instanceof Element && event.target.closest("a, button, input, textarea, select, summary")
    if (id && !inside) this.#line(id)?.scrollIntoView({ block: "nearest" })
  }

  #pieceAt(target: EventTarget | null): string | undefined {
    if (!(target instanceof Element)) return undefined
    return target.closest<HTMLElement>("[data-piece]")?.dataset.piece ?? target.closest(".piece")?.id
  }

  #both(id: string) {
    const name = CSS.escape(id)
    return this.element.querySelectorAll(`#${name}, [data-piece="${name}"]`)
  }

  #line(id: string) {
    return this.element.querySelector(`[data-piece="${CSS.escape(id)}"]`)
  }
}
