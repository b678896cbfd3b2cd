"use client";

import { useTranslations } from "next-intl";
import { createGroupAction } from "@/app/settings/groups/actions";
import { useForm } from "@/lib/client/forms/use-form";
import { GroupFields } from "./group-fields";
import { GroupForm } from "./group-form";
import { useGroupDraft } from "./use-group-draft";

/** The form for a new group. */
export default function MakeGroupForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations("groups");
  const { form, refusal, isPending } = useForm(createGroupAction, onDone);
  const draft = useGroupDraft();

  return (
    <GroupForm
      form={form}
      refusal={refusal}
      isPending={isPending}
      submit={t(isPending ? "creating" : "create")}
    >
      {(errorOf) => (
        <>
          <GroupFields draft={draft} errorOf={errorOf} />
          <input
            type="hidden"
            name="memberIds:json"
            value={JSON.stringify(draft.people.map(({ id }) => id))}
          />
          <input type="hidden" name="groupIds:json" value={JSON.stringify([...draft.groupIds])} />
        </>
      )}
    </GroupForm>
  );
}
