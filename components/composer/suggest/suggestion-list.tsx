"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { Popover as Radix } from "radix-ui";
import { type RefObject, useId, useMemo } from "react";
import "@/lib/client/page/style-nonce";
import { type Suggesting, type Suggestion, useChoosing, useTold } from "./use-choosing";

const stay = (event: Event) => event.preventDefault();

/**
 * A list of suggestions at the text area, which keeps the focus (the combobox pattern of the ARIA practices, with a
 * multi-line field).
 */
export function SuggestionList({ suggestions, ...of }: Suggesting & { suggestions: readonly Suggestion[] }) {
  const t = useTranslations("suggestions");
  const { trigger, input } = of;
  const id = useId();
  const { chosen, point, take } = useChoosing(suggestions, of);
  useTold(input, suggestions.length > 0 ? id : null, suggestions[chosen] ? `${id}-${chosen}` : null);
  const anchor = useMemo(() => ({ current: input.current?.form ?? input.current }), [input]);
  if (suggestions.length === 0) return null;

  return (
    <Radix.Root open>
      <Radix.Anchor virtualRef={anchor as RefObject<HTMLElement>} />
      <Radix.Portal>
        <Radix.Content
          role="presentation"
          side="top"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={stay}
          onCloseAutoFocus={stay}
          onEscapeKeyDown={stay}
          onInteractOutside={stay}
          className="z-30 max-h-(--radix-popover-content-available-height) w-(--radix-popover-trigger-width) max-w-120 rounded-2 border border-line-strong bg-raised shadow-layer outline-none"
        >
          <div id={id} role="listbox" aria-label={t(trigger.kind)} className="max-h-72 overflow-y-auto p-1">
            {suggestions.map((suggestion, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text box's, which has the focus.
              <div
                key={suggestion.key}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === chosen}
                ref={index === chosen ? show : undefined}
                onPointerMove={() => point(index)}
                // Keeps the focus in the field.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => take(suggestion)}
                className={clsx(
                  "flex min-h-9 cursor-pointer items-center gap-2 rounded-row px-2 py-1 text-small pointer-coarse:min-h-11",
                  index === chosen && "bg-hover",
                )}
              >
                {suggestion.looks}
              </div>
            ))}
          </div>
          <p role="status" className="sr-only">
            {t("count", { count: suggestions.length })}
          </p>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const show = (option: HTMLElement | null) => option?.scrollIntoView({ block: "nearest" });
