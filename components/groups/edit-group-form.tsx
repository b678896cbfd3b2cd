"use client";

import { useTranslations } from "next-intl";
import { updateGroupAction } from "@/app/settings/groups/actions";
import { addressOf } from "@/lib/client/connection/call";
import { useGet } from "@/lib/client/connection/use-get";
import { useForm } from "@/lib/client/forms/use-form";
import type { GroupDetailsView } from "@/lib/shared/views";
import { GroupFields } from "./group-fields";
import { GroupForm } from "./group-form";
import { useGroupDraft } from "./use-group-draft";

type Edit = { groupId: string; onDone: () => void };

/** The form that changes a group; it reads the group first, with its members. */
export default function EditGroupForm({ groupId, onDone }: Edit) {
  const t = useTranslations("groups");
  const group = useGet(addressOf("GET /groups/{group}", { group: groupId }));
  if (group) return <Form group={group} onDone={onDone} />;
  return (
    <p role="status" className="text-small text-ink-2">
      {t(group === null ? "failed" : "loading")}
    </p>
  );
}

function Form({ group, onDone }: { group: GroupDetailsView; onDone: () => void }) {
  const t = useTranslations("groups");
  const { form, refusal, isPending } = useForm(updateGroupAction, onDone);
  const draft = useGroupDraft(group);
  const people = difference(
    group.members.map(({ id }) => id),
    draft.people.map(({ id }) => id),
  );
  const groups = difference(
    group.groups.map(({ id }) => id),
    [...draft.groupIds],
  );
  const changes = {
    addMemberIds: people.added,
    removeMemberIds: people.removed,
    addGroupIds: groups.added,
    removeGroupIds: groups.removed,
  };

  return (
    <GroupForm form={form} refusal={refusal} isPending={isPending} submit={t(isPending ? "saving" : "save")}>
      {(errorOf) => (
        <>
          <input type="hidden" name="group" value={group.id} />
          <GroupFields draft={draft} errorOf={errorOf} groupId={group.id} />
          {Object.entries(changes).map(([name, ids]) => (
            <input key={name} type="hidden" name={`${name}:json`} value={JSON.stringify(ids)} />
          ))}
        </>
      )}
    </GroupForm>
  );
}

/** Only differences are sent, so that what another person changes meanwhile stays. */
function difference(before: readonly string[], after: readonly string[]) {
  return {
    added: after.filter((id) => !before.includes(id)),
    removed: before.filter((id) => !after.includes(id)),
  };
}
