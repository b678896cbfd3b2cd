import type { Page } from "@playwright/test";
import axeCore from "axe-core";
import { LOCALE_COOKIE, type Locale } from "../lib/shared/i18n/locales";
import { expect } from "./fixtures";

const THEMES = ["light", "dark"] as const;
/** The rules of level AA that depend on colours. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

type Fault = { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] };
type Axe = { run: (options: object) => Promise<{ violations: Fault[] }> };

/** The language in which a browser shows the pages that it opens from now on. */
export async function readIn(page: Page, origin: string, locale: Locale): Promise<void> {
  await page.context().addCookies([{ name: LOCALE_COOKIE, value: locale, url: origin }]);
  // What still fades in has the wrong colours.
  await page.emulateMedia({ reducedMotion: "reduce" });
}

/** Expects that axe finds nothing in the current page in both themes. `shown` names the page in a failure. */
export const expectNoFaults = (page: Page, shown: string): Promise<void> => look(page, shown, {});

/** The same where a menu or a list is open: by the patterns of ARIA it stands at the end, outside of the page's regions. */
export const expectNoFaultsUnder = (page: Page, shown: string): Promise<void> =>
  look(page, shown, { region: { enabled: false } });

async function look(page: Page, shown: string, rules: object): Promise<void> {
  const isThere = await page.evaluate(() => "axe" in window);
  if (!isThere) await page.evaluate(axeCore.source);
  const inks = [];
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    inks.push(await page.evaluate(() => getComputedStyle(document.body).color));
    // A theme changes colours alone: of the other rules one look is enough.
    const looked = theme === THEMES[0] ? { rules } : { runOnly: { type: "rule", values: COLOUR_RULES } };
    expect.soft(await faultsOf(page, looked), `${shown}, ${theme}`).toEqual([]);
  }
  expect.soft(new Set(inks).size, `${shown} has both themes`).toBe(THEMES.length);
}

function faultsOf(page: Page, looked: object): Promise<string[]> {
  return page.evaluate(async (looked) => {
    const { axe } = window as unknown as { axe: Axe };
    // What still changes its colours has neither the old ones nor the new.
    const changes = document.getAnimations().filter((each) => each instanceof CSSTransition);
    await Promise.allSettled(changes.map(({ finished }) => finished));
    const { violations } = await axe.run({ resultTypes: ["violations"], ...looked });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.join(" ")}\n${failureSummary}`),
    );
  }, looked);
}
