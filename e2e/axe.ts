import type { Page } from "@playwright/test";
import axeCore from "axe-core";
import { LOCALE_COOKIE, type Locale } from "../lib/shared/i18n/locales";
import { expect } from "./fixtures";

/** Colours do not depend on the language, nor names on the theme: two looks at a page see all that four would. */
export const LOOKS = [
  { locale: "en", theme: "light" },
  { locale: "ru", theme: "dark" },
] as const;

export type Look = { locale: Locale; theme: "light" | "dark" };

type Fault = { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] };
type Axe = { run: (options: object) => Promise<{ violations: Fault[] }> };

/** The language and the theme in which a browser shows the pages that it opens from now on. */
export async function lookAs(page: Page, origin: string, { locale, theme }: Look): Promise<void> {
  await page.context().addCookies([{ name: LOCALE_COOKIE, value: locale, url: origin }]);
  // What still fades in has the wrong colours.
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
}

/** What axe finds in a page as it is now, with all its rules: nothing. `shown` is how the page is called in a failure. */
export const expectNoFaults = (page: Page, shown: string): Promise<void> => look(page, shown, {});

/** The same where a menu or a list is open: by the patterns of ARIA it stands at the end, outside of the page's regions. */
export const expectNoFaultsUnder = (page: Page, shown: string): Promise<void> =>
  look(page, shown, { region: { enabled: false } });

async function look(page: Page, shown: string, rules: object): Promise<void> {
  await page.evaluate(axeCore.source);
  const faults = await page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run({ resultTypes: ["violations"], rules });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.join(" ")}\n${failureSummary}`),
    );
  }, rules);
  expect.soft(faults, shown).toEqual([]);
}
