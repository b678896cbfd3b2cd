"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { updateAccountAction } from "@/app/settings/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import type { ScreenPoint } from "@/lib/client/actions/room-ui";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { Refusal } from "@/lib/shared/errors";
import { DEFAULT_QUICK_REACTIONS } from "@/lib/shared/quick-reactions";

const EmojiPicker = onDemand(() => import("@/components/emoji/emoji-picker"));

type Slot = { index: number; at: ScreenPoint };

/** The six emoji for reacting at one press. Each choice is stored at once. */
export function QuickReactions({ userId, chosen }: { userId: string; chosen: readonly string[] }) {
  const t = useTranslations("appearance");
  const { shown, refusal, keep, reset } = useChosen(chosen);
  const [open, setOpen] = useState<Slot | null>(null);
  const row = useRef<HTMLDivElement>(null);
  const error = useRefusal(refusal).all;
  const isUsual = shown.every((emoji, index) => emoji === DEFAULT_QUICK_REACTIONS[index]);

  return (
    <section aria-labelledby="quick" className="mt-6 flex max-w-120 flex-col gap-2 border-t border-line pt-6">
      <h2 id="quick" className="text-title font-semibold">
        {t("quick")}
      </h2>
      <p className="text-small text-ink-2">{t("quickHint")}</p>
      <div ref={row} className="mt-1 flex flex-wrap items-center gap-1.5">
        {shown.map((emoji, index) => (
          <button
            key={emoji}
            type="button"
            aria-haspopup="dialog"
            aria-label={t("change", { emoji, place: index + 1 })}
            title={t("change", { emoji, place: index + 1 })}
            onClick={({ currentTarget }) => {
              const { left, bottom } = currentTarget.getBoundingClientRect();
              setOpen({ index, at: { x: left, y: bottom } });
            }}
            className="grid size-11 place-items-center rounded-2 border border-line-strong bg-raised text-[1.25rem] hover:bg-hover"
          >
            {emoji}
          </button>
        ))}
        {!isUsual && (
          <Button look="quiet" size="small" onClick={reset}>
            {t("usual")}
          </Button>
        )}
      </div>
      <Alert>{error}</Alert>
      {open && (
        <EmojiPicker
          userId={userId}
          at={open.at}
          onChoose={(emoji) => {
            setOpen(null);
            keep(placed(shown, open.index, emoji));
          }}
          onClose={() => setOpen(null)}
          onClosed={() => row.current?.querySelectorAll("button")[open.index]?.focus()}
        />
      )}
    </section>
  );
}

/** Shows a choice before the server has it, and takes it back where the server refuses. */
function useChosen(chosen: readonly string[]) {
  const [shown, show] = useState(chosen);
  const [refusal, refuse] = useState<Refusal | null>(null);

  async function send(quickReactions: readonly string[] | null, before: readonly string[]) {
    refuse(null);
    const reply = await askCalmly(updateAccountAction, formOf({ quickReactions }));
    if (reply.ok) return show(reply.data.quickReactions);
    refuse(reply.error);
    show(before);
  }

  function keep(next: readonly string[]) {
    show(next);
    void send(next, shown);
  }

  function reset() {
    show(DEFAULT_QUICK_REACTIONS);
    void send(null, shown);
  }
  return { shown, refusal, keep, reset };
}

/** The six with an emoji at a place; one that was among them already changes places with it. */
function placed(six: readonly string[], index: number, emoji: string): string[] {
  const before = six[index] ?? emoji;
  return six.map((each, at) => (at === index ? emoji : each === emoji ? before : each));
}
