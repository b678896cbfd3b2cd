import { ariaKeyWord } from "@/lib/client/shortcuts/aria-keys";

// Tooltips of our own for every element with a `title`: one listener for all, no component for each button.

/** Milliseconds that the pointer or the focus rests before a tooltip appears; beside one that was just shown, none. */
const DELAY_MS = 400;
const WARM_MS = 300;
/** Pixels between the element and its tooltip, and to the edge of the window. */
const GAP = 6;
const EDGE = 8;

const LOOK =
  "pointer-events-none fixed z-60 flex max-w-xs animate-appear items-center gap-2 rounded-row bg-ink px-2 py-1 text-tiny whitespace-pre-line text-canvas shadow-layer [overflow-wrap:anywhere]";
const KEYS_LOOK = "flex-none rounded-1 border border-canvas/30 px-1 font-sans text-micro";

type Shown = { of: HTMLElement; title: string; tip: HTMLElement | null };

/**
 * Shows the title of an element, and its shortcut (`aria-keyshortcuts`), where the pointer rests or where the keyboard
 * moved the focus. The browser's own tooltip is suppressed by taking the title away meanwhile. Not on touch. Returns a
 * function that ends this.
 */
export function showTooltips(): () => void {
  const { rest, hide } = createTip();
  const ending = new AbortController();
  const on = <Name extends keyof DocumentEventMap>(
    name: Name,
    listener: (event: DocumentEventMap[Name]) => void,
  ) => document.addEventListener(name, listener, { capture: true, passive: true, signal: ending.signal });

  on("pointerover", ({ target, pointerType }) => (pointerType === "touch" ? hide() : rest(target)));
  on("pointerdown", hide);
  on("focusin", ({ target }) => {
    if (target instanceof Element && target.matches(":focus-visible")) rest(target);
  });
  on("focusout", hide);
  on("keydown", ({ key }) => key !== "Tab" && hide());
  on("wheel", hide);
  document.documentElement.addEventListener("pointerleave", hide, { signal: ending.signal });
  window.addEventListener("blur", hide, { signal: ending.signal });

  return () => {
    hide();
    ending.abort();
  };
}

/** The one tooltip of the page. */
function createTip() {
  let shown: Shown | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastHidden = Number.NEGATIVE_INFINITY;

  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    const { of, title, tip } = shown;
    shown = null;
    // React may have set a newer one.
    if (!of.hasAttribute("title")) of.title = title;
    if (!tip) return;
    tip.remove();
    lastHidden = performance.now();
  }

  /** The pointer or the focus is on an element now. */
  function rest(at: EventTarget | null) {
    const of = at instanceof Element ? at.closest<HTMLElement>("[title]") : null;
    if (shown && at instanceof Node && shown.of.contains(at) && (!of || of.contains(shown.of))) return;
    hide();
    if (!of?.title || of.tagName === "IFRAME") return;
    shown = { of, title: of.title, tip: null };
    of.removeAttribute("title");
    timer = setTimeout(show, performance.now() - lastHidden < WARM_MS ? 0 : DELAY_MS);
  }

  function show() {
    if (!shown?.of.isConnected || isOpen(shown.of)) return hide();
    shown.tip = tipOf(shown.of.title || shown.title, keysOf(shown.of));
    document.body.append(shown.tip);
    place(shown.tip, shown.of.getBoundingClientRect());
  }

  return { rest, hide };
}

/** True while the menu or dialog of a button is open: it says more than the button's name. */
const isOpen = (of: HTMLElement) =>
  of.getAttribute("aria-haspopup") !== null && of.getAttribute("aria-expanded") === "true";

function keysOf(of: HTMLElement): string {
  const keys = of.getAttribute("aria-keyshortcuts");
  return keys ? ariaKeyWord(keys) : "";
}

/** Hidden from screen readers: they read the element's own name. */
function tipOf(title: string, keys: string): HTMLElement {
  const tip = document.createElement("div");
  tip.dataset.tooltip = "";
  tip.setAttribute("aria-hidden", "true");
  tip.className = LOOK;
  const words = tip.appendChild(document.createElement("span"));
  words.textContent = title;
  if (!keys) return tip;
  const key = tip.appendChild(document.createElement("kbd"));
  key.className = KEYS_LOOK;
  key.textContent = keys;
  return tip;
}

/** Below the element in its middle; above where there is no place. */
function place(tip: HTMLElement, of: DOMRect): void {
  const { width, height } = tip.getBoundingClientRect();
  const middle = of.left + of.width / 2 - width / 2;
  const left = Math.max(EDGE, Math.min(middle, window.innerWidth - width - EDGE));
  const below = of.bottom + GAP;
  const fits = below + height <= window.innerHeight - EDGE;
  tip.style.left = `${left}px`;
  tip.style.top = `${fits ? below : Math.max(EDGE, of.top - GAP - height)}px`;
}
