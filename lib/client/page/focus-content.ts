/** Focuses the main content: a room's messages, else the page. */
export function focusContent(): void {
  const page = document.querySelector("main");
  const content = page?.querySelector<HTMLElement>("[role=log]") ?? page;
  if (content) focusOn(content);
}

/**
 * Focuses a part of the page. Script makes it focusable: in the markup, every mouse press would focus the whole part.
 */
export function focusOn(element: HTMLElement) {
  if (!element.matches("a, button, textarea, [tabindex]")) element.tabIndex = -1;
  element.focus();
}
