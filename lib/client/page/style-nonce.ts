import { setNonce } from "get-nonce";

/**
 * Radix hides the page's scroll bar under a dialog by a `<style>` that it writes itself, and the page's policy lets in
 * only those with its nonce. The page's own scripts carry it. Imported for its effect, by the parts that need it.
 */
if (typeof document !== "undefined") {
  setNonce(document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "");
}
