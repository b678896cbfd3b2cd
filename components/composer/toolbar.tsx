"use client";

import { clsx } from "clsx";
import Bold from "lucide-react/icons/bold";
import ChevronsLeftRight from "lucide-react/icons/chevrons-left-right";
import Italic from "lucide-react/icons/italic";
import Link from "lucide-react/icons/link";
import List from "lucide-react/icons/list";
import ListOrdered from "lucide-react/icons/list-ordered";
import ListTodo from "lucide-react/icons/list-todo";
import SquareCode from "lucide-react/icons/square-code";
import Strikethrough from "lucide-react/icons/strikethrough";
import TextQuote from "lucide-react/icons/text-quote";
import Type from "lucide-react/icons/type";
import VenetianMask from "lucide-react/icons/venetian-mask";
import { useTranslations } from "next-intl";
import { type RefObject, useId, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { ariaKeys } from "@/lib/client/shortcuts/aria-keys";
import { walkButtons } from "@/lib/client/shortcuts/walk-buttons";
import { keepPreference, readPreference } from "@/lib/client/storage/preference";
import { applyChange, fieldOf } from "@/lib/client/writing/apply-change";
import { FORMAT_KEYS, type Format } from "@/lib/client/writing/format-keys";
import { FORMATS } from "@/lib/client/writing/formats";

const ICONS: Record<Format, typeof Bold> = {
  bold: Bold,
  italic: Italic,
  strike: Strikethrough,
  code: ChevronsLeftRight,
  codeBlock: SquareCode,
  quote: TextQuote,
  bullets: List,
  numbers: ListOrdered,
  tasks: ListTodo,
  link: Link,
  spoiler: VenetianMask,
};

const COOKIE = "parley.formats";

/** The formatting toolbar. A device remembers whether it is shown; on a narrow screen it starts hidden. */
export default function Toolbar({ input }: { input: RefObject<HTMLTextAreaElement | null> }) {
  const t = useTranslations("writing");
  const id = useId();
  const [isShown, show] = useState(beginsShown);

  function toggle() {
    keepPreference(COOKIE, isShown ? "hidden" : "shown");
    show(!isShown);
  }

  function format(name: Format) {
    if (input.current) applyChange(input.current, FORMATS[name](fieldOf(input.current)));
  }

  return (
    <>
      <IconButton
        label={t(isShown ? "hideFormats" : "showFormats")}
        aria-expanded={isShown}
        aria-controls={id}
        onPointerDown={(event) => event.preventDefault()}
        onClick={toggle}
      >
        <Type size={17} aria-hidden />
      </IconButton>
      <div
        id={id}
        role="toolbar"
        aria-label={t("formats")}
        hidden={!isShown}
        onKeyDown={walkButtons}
        className={clsx(
          "order-first min-w-0 basis-full overflow-x-auto overscroll-x-contain scrollbar-none @lg:order-none @lg:basis-auto",
          isShown && "flex",
        )}
      >
        {(Object.keys(FORMAT_KEYS) as Format[]).map((name, index) => {
          const Icon = ICONS[name];
          return (
            <IconButton
              key={name}
              label={t(name)}
              aria-keyshortcuts={ariaKeys(FORMAT_KEYS[name])}
              tabIndex={index === 0 ? 0 : -1}
              // Keeps the selection that the format applies to.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => format(name)}
            >
              <Icon size={17} aria-hidden />
            </IconButton>
          );
        })}
      </div>
    </>
  );
}

function beginsShown(): boolean {
  const kept = readPreference(COOKIE);
  return kept === null ? matchMedia("(min-width: 45rem)").matches : kept === "shown";
}
