"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { PauseNotifications } from "./pause-notifications";
import { StatusEndChoice } from "./status-end-choice";
import { StatusField } from "./status-field";
import { type Preset, StatusPresets } from "./status-presets";
import { useOwnStatus } from "./use-own-status";
import { useStatusDraft } from "./use-status-draft";

type Done = { onDone: () => void };

/** The reader's own status: what they do, until when, and do-not-disturb beside it. */
export function StatusEditor({ onDone }: Done) {
  const editing = useEditing({ onDone });

  return (
    <div className="flex flex-col gap-1">
      <StatusForm {...editing} />
      <hr className="border-line" />
      <StatusPresets onChoose={editing.choose} />
      <hr className="border-line" />
      <PauseNotifications />
    </div>
  );
}

function useEditing({ onDone }: Done) {
  const status = useStatusDraft();
  const { change, refusal, isPending } = useOwnStatus();
  const [isTimeWrong, blame] = useState(false);

  async function set(emoji: string, text: string, until: string | null) {
    if (await change({ statusEmoji: emoji, statusText: text, statusUntil: until })) onDone();
  }

  function submit() {
    const { emoji, text } = status.draft;
    const until = status.until();
    blame(until === undefined);
    if (until !== undefined) void set(emoji, text, until);
  }

  function choose({ emoji, text, end }: Preset) {
    if (end) return void set(emoji, text, status.untilOf(end));
    status.change({ emoji, text });
    status.pick();
  }

  return { status, submit, choose, refusal, isPending, isTimeWrong };
}

type Editing = ReturnType<typeof useEditing>;

function StatusForm({ status, submit, refusal, isPending, isTimeWrong }: Editing) {
  const t = useTranslations("presence");
  const errors = useRefusal(refusal);
  const { draft, isEmpty, isChanged } = status;

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    submit();
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-1">
      <StatusField
        emoji={draft.emoji}
        text={draft.text}
        error={errors.of("statusText") ?? errors.of("statusEmoji")}
        onChange={status.change}
      />
      {!isEmpty && (
        <StatusEndChoice
          until={draft.until}
          picked={draft.picked}
          error={isTimeWrong ? t("wrongTime") : errors.of("statusUntil")}
          onEnd={status.end}
          onPick={(picked) => (picked ? status.change({ picked }) : status.pick())}
        />
      )}
      <Alert>{errors.all}</Alert>
      {isChanged && (
        <Button type="submit" size="small" disabled={isPending} className="my-1">
          {t(isEmpty ? "clear" : "save")}
        </Button>
      )}
    </form>
  );
}
