"use client";

import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { NotePage } from "@/components/ui/note-page";
import { fallbackTexts } from "@/lib/shared/i18n/fallback-texts";
import "./globals.css";

const never = () => () => {};

/** The frame of the page broke. There is no reader's choice here: the browser's language has to do. */
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
