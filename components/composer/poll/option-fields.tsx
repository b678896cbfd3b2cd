"use client";

import Plus from "lucide-react/icons/plus";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { POLL_LIMITS } from "@/lib/shared/poll-limits";
import type { useNewPoll } from "./use-new-poll";

/** The options of a new poll. Enter goes to the next one, and adds one after the last. */
export function OptionFields({ poll }: { poll: ReturnType<typeof useNewPoll> }) {
  const t = useTranslations("poll.new");
  const { options, problem } = poll;

  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-small font-medium">{t("options")}</legend>
      {options.map((option, index) => (
        <OptionField
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place until the poll is sent.
          key={index}
          number={index + 1}
          value={option}
          error={problem?.field === index ? t(problem.word) : null}
          onChange={(text) => poll.change(index, text)}
          onNext={() => poll.next(index)}
          onRemove={poll.canRemove ? () => poll.remove(index) : null}
        />
      ))}
      {poll.canAdd && (
        <Button look="bare" size="small" className="self-start" onClick={poll.add}>
          <Plus size={16} aria-hidden />
          {t("add")}
        </Button>
      )}
    </fieldset>
  );
}

type OptionFieldProps = {
  number: number;
  value: string;
  error: string | null;
  onChange: (text: string) => void;
  onNext: () => void;
  onRemove: (() => void) | null;
};

function OptionField({ number, value, error, onChange, onNext, onRemove }: OptionFieldProps) {
  const t = useTranslations("poll.new");
  const label = t("option", { number });

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onNext();
  }

  return (
    <div>
      <div className="relative">
        <input
          data-option
          aria-label={label}
          aria-invalid={error !== null || undefined}
          placeholder={label}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          onKeyDown={onKeyDown}
          maxLength={POLL_LIMITS.pollOptionLength}
          autoComplete="off"
          dir="auto"
          className="h-10 w-full rounded-2 border border-line-strong bg-raised pr-11 pl-3 outline-none focus:border-focus aria-invalid:border-danger"
        />
        {onRemove && (
          <div className="absolute inset-y-0 right-1 flex items-center">
            <IconButton label={t("remove", { number })} onClick={onRemove}>
              <X size={16} aria-hidden />
            </IconButton>
          </div>
        )}
      </div>
      {error && (
        <p role="alert" className="mt-1 text-small text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
