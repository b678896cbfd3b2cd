import { setNonce } from "get-nonce";

/**
 * Radix hides the scroll bar under a dialog with a `<style>` of its own, which the Content Security Policy allows only
 * with the page's nonce. This module copies the nonce from the page's scripts. Import it for its effect where it is
 * needed.
 */
if (typeof document !== "undefined") {
  setNonce(document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "");
}
