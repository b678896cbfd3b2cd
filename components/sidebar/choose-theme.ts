import { keepPreference } from "@/lib/client/storage/preference";
import { asTheme, THEME_COOKIE, type Theme } from "@/lib/shared/theme";

/** The theme of this page, as chosen. */
export const themeNow = (): Theme => asTheme(document.documentElement.dataset.theme);

/** Shows a theme, and keeps it on this device. */
export function chooseTheme(theme: Theme): void {
  keepPreference(THEME_COOKIE, theme);
  document.documentElement.dataset.theme = theme;
}

/** True where the page is dark now, by choice or by the device. */
export function isDarkNow(): boolean {
  const theme = themeNow();
  return theme === "system" ? window.matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
}
