import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { sharedMessages } from "@/lib/shared/i18n/parts";
import { asTheme, THEME_COOKIE } from "@/lib/shared/theme";
import { fonts } from "./fonts";
import "./globals.css";

export const metadata: Metadata = {
  title: "Parley",
  robots: { index: false, follow: false },
  // Numbers in messages are not phone numbers.
  formatDetection: { telephone: false },
};

/** The page's background, for the browser's own bars. */
const GROUND = { light: "#ffffff", dark: "#171716" };

const themeOfReader = async () => asTheme((await cookies()).get(THEME_COOKIE)?.value);

export async function generateViewport(): Promise<Viewport> {
  const theme = await themeOfReader();

  return {
    themeColor:
      theme === "system"
        ? (["light", "dark"] as const).map((each) => ({
            media: `(prefers-color-scheme: ${each})`,
            color: GROUND[each],
          }))
        : GROUND[theme],
    // An on-screen keyboard shrinks the page instead of covering the field being typed in.
    interactiveWidget: "resizes-content",
    viewportFit: "cover",
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await themeOfReader();

  return (
    <html lang={await getLocale()} data-theme={theme} className={fonts}>
      <head>
        {/* Not of `generateViewport`: each page would put it in anew, and every element's style be found again. */}
        <meta name="color-scheme" content="light dark" />
      </head>
      <body>
        <NextIntlClientProvider messages={sharedMessages(await getMessages())}>
          {children}
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
