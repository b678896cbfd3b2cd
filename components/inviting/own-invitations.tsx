"use client";

import Link2 from "lucide-react/icons/link-2";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { revokeOwnInvitationAction } from "@/app/(chat)/actions";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/moment";
import { addressOf } from "@/lib/client/connection/call";
import { useGet } from "@/lib/client/connection/use-get";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import type { Refusal } from "@/lib/shared/errors";
import type { InvitationView } from "@/lib/shared/views";
import { InviteRow } from "./invite-row";

/** The reader's own open invitations, first as a row. */
export function OwnInvitations() {
  const t = useTranslations("inviting");
  const [isOpen, open] = useState(false);

  if (isOpen) return <OwnList />;
  return <InviteRow icon={Link2} label={t("mine")} onClick={() => open(true)} />;
}

function OwnList() {
  const t = useTranslations("inviting");
  const [revoked, revoke] = useState<readonly string[]>([]);
  const page = useGet(addressOf("GET /invitations", { limit: 50 }), revoked);
  const open = (page?.items ?? []).filter(({ id }) => !revoked.includes(id));

  return (
    <section aria-label={t("mine")} className="flex flex-col gap-1 py-2">
      <h3 className="text-small font-semibold">{t("mine")}</h3>
      <p role="status" className="text-small text-ink-2 empty:hidden">
        {page === null && t("failed")}
        {page && open.length === 0 && t("none")}
      </p>
      <ul className="flex max-h-48 flex-col overflow-y-auto">
        {open.map((one) => (
          <OwnInvitation
            key={one.id}
            invitation={one}
            onRevoked={() => revoke((before) => [...before, one.id])}
          />
        ))}
      </ul>
    </section>
  );
}

function OwnInvitation({ invitation, onRevoked }: { invitation: InvitationView; onRevoked: () => void }) {
  const t = useTranslations("inviting");
  const [refusal, refuse] = useState<Refusal | null>(null);
  const errors = useRefusal(refusal);
  const { id, uses, maxUses, createdAt } = invitation;

  async function revoke() {
    const reply = await askCalmly(revokeOwnInvitationAction, formOf({ invitation: id }));
    if (reply.ok || reply.error.code === "not_found") onRevoked();
    else refuse(reply.error);
  }

  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-3 text-small">
      <span className="flex-1">
        <Moment at={createdAt} />
        <span className="ml-2 text-tiny text-ink-3">
          {maxUses === null ? t("usedBy", { count: uses }) : t("usedByOf", { uses, max: maxUses })}
        </span>
      </span>
      <Button look="danger" size="small" onClick={revoke}>
        {t("revoke")}
      </Button>
      <Alert>{errors.all}</Alert>
    </li>
  );
}
