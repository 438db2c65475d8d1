/**
 * Turbo puts a `<style>` for its progress bar into the head while it loads, which the Content-Security-Policy refuses.
 * styles/base.css draws the bar, so that one element is turned away. Must be imported before Turbo.
 */
const insertBefore = document.head.insertBefore

document.head.insertBefore = function <T extends Node>(this: Node, node: T, child: Node | null): T {
  if (!(node instanceof HTMLStyleElement)) return insertBefore.call(this, node, child) as T
  document.head.insertBefore = insertBefore
  return node
}
