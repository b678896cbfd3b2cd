import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { everywhere } from "@/lib/shared/i18n/parts";
import { asTheme, THEME_COOKIE } from "@/lib/shared/theme";
import { fonts } from "./fonts";
import "./globals.css";

export const metadata: Metadata = {
  title: "Parley",
  robots: { index: false, follow: false },
  // Numbers in messages are not phone numbers.
  formatDetection: { telephone: false },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#171716" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = asTheme((await cookies()).get(THEME_COOKIE)?.value);

  return (
    <html lang={await getLocale()} data-theme={theme} className={fonts}>
      <body>
        <NextIntlClientProvider messages={everywhere(await getMessages())}>{children}</NextIntlClientProvider>
      </body>
    </html>
  );
}
