"use client";

import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { LinkTermsLine } from "./link-terms-line";
import { type LinkTerms, useInviteLink } from "./use-invite-link";

type InviteLinkProps = {
  /** Rooms that a person who comes by the link joins, beside the default rooms. */
  roomIds?: readonly string[];
  /** Takes the focus to the Copy button. */
  autoFocus?: boolean;
  onMade?: () => void;
};

const NO_ROOMS: readonly string[] = [];

/** An invitation link with its Copy button, and a quiet line about how long it works. */
export function InviteLink({ roomIds = NO_ROOMS, autoFocus, onMade }: InviteLinkProps) {
  const t = useTranslations("inviting");
  const [terms, setTerms] = useState<LinkTerms>({ days: 7, people: 20 });
  const { url, refusal, isPending, isCopied, copy, field } = useInviteLink(terms, roomIds, onMade);
  const errors = useRefusal(refusal);
  const Icon = isCopied ? Check : Copy;

  return (
    <div className="flex flex-col gap-2">
      <div className="flex gap-2">
        <input
          ref={field}
          readOnly
          aria-label={t("link")}
          value={url ?? ""}
          placeholder={t("linkPlaceholder")}
          onFocus={(event) => event.currentTarget.select()}
          className="h-8 w-full min-w-0 rounded-2 border border-line-strong bg-raised px-3 text-small outline-none focus:border-focus max-md:h-11"
        />
        <Button
          size="small"
          className="min-w-28 max-md:h-11"
          disabled={isPending}
          autoFocus={autoFocus}
          onClick={copy}
        >
          <Icon size={16} aria-hidden />
          <span aria-live="polite">{t(isCopied ? "copied" : "copy")}</span>
        </Button>
      </div>
      <Alert>{errors.all ?? errors.of("roomIds")}</Alert>
      <LinkTermsLine terms={terms} onChange={setTerms} />
    </div>
  );
}
