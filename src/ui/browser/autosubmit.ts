import { Controller } from "@hotwired/stimulus"

/** Filters that send themselves when a field has changed. Enter and the button work as ever. */
export class AutosubmitController extends Controller<HTMLFormElement> {
  send() {
    this.element.requestSubmit()
  }
}
