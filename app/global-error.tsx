"use client";

import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { NotePage } from "@/components/ui/note-page";
import { fallbackTexts } from "@/lib/shared/i18n/fallback-texts";
import "./globals.css";

const never = () => () => {};

/**
 * The error page for failures of the root layout. The reader's language setting is not available, so the browser's
 * language decides.
 */
export default function GlobalError({ retry }: { retry: () => void }) {
  const wish = useSyncExternalStore(
    never,
    () => navigator.language,
    () => "en",
  );
  const { locale, title, text, again } = fallbackTexts([wish]);

  return (
    <html lang={locale}>
      <body>
        <title>{title}</title>
        <NotePage title={title} text={text}>
          <Button look="quiet" onClick={() => retry()}>
            {again}
          </Button>
        </NotePage>
      </body>
    </html>
  );
}
