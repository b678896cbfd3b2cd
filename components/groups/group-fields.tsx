"use client";

import { useTranslations } from "next-intl";
import { PeoplePicker } from "@/components/people/people-picker";
import { Field } from "@/components/ui/fields/field";
import { NestedChoices } from "./nested-choices";
import type { GroupDraft } from "./use-group-draft";

type Fields = {
  draft: GroupDraft;
  errorOf: (field: string) => string | null;
  /** The group that is changed: it cannot be in itself. */
  groupId?: string;
};

/** The name, handle and description of a group, its people, and the groups in it. */
export function GroupFields({ draft, errorOf, groupId }: Fields) {
  const t = useTranslations("groups");

  return (
    <>
      <Field
        label={t("name")}
        name="name"
        value={draft.name}
        onChange={(event) => draft.setName(event.target.value)}
        autoComplete="off"
        error={errorOf("name")}
        required
        autoFocus
      />
      <Field
        label={t("handle")}
        hint={t("handleHint", { handle: draft.handle || "backend" })}
        name="handle"
        value={draft.handle}
        onChange={(event) => draft.setHandle(event.target.value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        error={errorOf("handle")}
        required
      />
      <Field
        label={t("descriptionLabel")}
        name="description"
        defaultValue={draft.description}
        autoComplete="off"
        error={errorOf("description")}
      />
      <fieldset className="flex flex-col">
        <legend className="mb-1.5 text-small font-medium">{t("membersLabel")}</legend>
        <PeoplePicker chosen={draft.people} onChange={draft.setPeople} isQuiet />
      </fieldset>
      <NestedChoices draft={draft} groupId={groupId} />
    </>
  );
}
