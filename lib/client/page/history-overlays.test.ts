import { expect, test, vi } from "vitest";
import { createHistoryOverlays } from "./history-overlays";

/** A browser's history: entries with an address and a state. */
function browser() {
  const entries: { href: string; state: unknown }[] = [{ href: "/before", state: null }];
  let at = 0;
  const go = (href: string, state: unknown = null) => {
    entries.splice(at + 1, entries.length, { href, state });
    at += 1;
  };
  const tab = {
    href: () => entries[at]!.href,
    history: {
      get state() {
        return entries[at]!.state;
      },
      pushState: (state: unknown, _: string, href?: string | URL | null) => go(String(href), state),
      back: () => tab.back(),
    },
    go(href: string) {
      go(href);
      layers.onPageChange();
    },
    back() {
      at -= 1;
      layers.onPopState();
    },
    length: () => entries.length,
  };
  const layers = createHistoryOverlays(tab);
  tab.go("/rooms/a");
  return { tab, layers };
}

test("Back closes the layer, and then leaves the page", () => {
  const { tab, layers } = browser();
  const close = vi.fn();
  layers.open(close);
  tab.back();
  expect(close).toHaveBeenCalledOnce();
  expect(tab.href()).toBe("/rooms/a");
  tab.back();
  expect(tab.href()).toBe("/before");
});

test("of two layers Back closes the upper one first", () => {
  const { tab, layers } = browser();
  const closed: string[] = [];
  layers.open(() => closed.push("lower"));
  layers.open(() => closed.push("upper"));
  tab.back();
  expect(closed).toEqual(["upper"]);
  tab.back();
  expect(closed).toEqual(["upper", "lower"]);
  expect(tab.href()).toBe("/rooms/a");
  tab.back();
  expect(tab.href()).toBe("/before");
});

test("closed by hand, a layer costs no press of Back", () => {
  const { tab, layers } = browser();
  layers.open(() => {})();
  expect(tab.href()).toBe("/rooms/a");
  tab.back();
  expect(tab.href()).toBe("/before");
});

test("layers that open one after the other share an entry", () => {
  const { tab, layers } = browser();
  layers.open(() => {})();
  layers.open(() => {})();
  expect(tab.length()).toBe(3);
});

test("from the page that was chosen in a layer, Back leads to the one under it", () => {
  const { tab, layers } = browser();
  const gone = layers.open(() => {});
  gone();
  tab.go("/rooms/b");
  tab.back();
  expect(tab.href()).toBe("/rooms/a");
  tab.back();
  expect(tab.href()).toBe("/before");
});
