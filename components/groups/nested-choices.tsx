"use client";

import { useTranslations } from "next-intl";
import { addressOf } from "@/lib/client/connection/call";
import { useGet } from "@/lib/client/connection/use-get";
import type { GroupDraft } from "./use-group-draft";

type Choices = { draft: GroupDraft; groupId?: string | undefined };

/** The groups that may be in this one: those that have no groups themselves. */
export function NestedChoices({ draft, groupId }: Choices) {
  const t = useTranslations("groups");
  const page = useGet(addressOf("GET /groups", { limit: 200 }));
  const choices = (page?.items ?? []).filter(({ id, groupCount }) => id !== groupId && groupCount === 0);
  if (choices.length === 0) return null;

  return (
    <fieldset className="flex flex-col">
      <legend className="mb-1.5 text-small font-medium">{t("groupsLabel")}</legend>
      <div className="max-h-40 overflow-y-auto rounded-2 border border-line-strong px-3 py-1">
        {choices.map(({ id, name, handle }) => (
          <label key={id} className="flex min-h-8 items-center gap-3 text-small pointer-coarse:min-h-11">
            <input
              type="checkbox"
              checked={draft.groupIds.has(id)}
              onChange={() => draft.toggleGroup(id)}
              className="size-4 flex-none accent-accent"
            />
            <bdi className="truncate">{name}</bdi>
            <span className="flex-none text-tiny text-ink-3">@{handle}</span>
          </label>
        ))}
      </div>
      <p className="mt-1.5 text-tiny text-ink-3">{t("groupsHint")}</p>
    </fieldset>
  );
}
