"use client";

import { useState } from "react";
import { inviteAction } from "@/app/(chat)/actions";
import { useChat } from "@/lib/client/chat/chat-context";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import { copyText } from "@/lib/client/page/copy-text";
import type { Refusal } from "@/lib/shared/errors";

/** For how many days a link works and for how many people; null means without end. */
export type LinkTerms = { days: number | null; people: number | null };

const DAY_MS = 86_400_000;

/** Links of this tab by their makers and terms, so that opening a dialog again does not make another one. */
const kept = new Map<string, { url: string; until: number }>();

/** An invitation link, made when it is first copied. */
export function useInviteLink(terms: LinkTerms, roomIds: readonly string[], onMade?: () => void) {
  const { account } = useChat();
  const [refusal, refuse] = useState<Refusal | null>(null);
  const [copied, noteCopied] = useState<string | null>(null);
  const [isPending, wait] = useState(false);
  const key = JSON.stringify([account.id, terms, roomIds]);
  const known = kept.get(key);
  const url = known && known.until > Date.now() ? known.url : null;

  async function make(): Promise<string | null> {
    const until = terms.days === null ? Number.POSITIVE_INFINITY : Date.now() + terms.days * DAY_MS;
    const expiresAt = terms.days === null ? undefined : new Date(until).toISOString();
    const form = formOf({ roomIds, expiresAt, maxUses: terms.people ?? undefined });
    const reply = await askCalmly(inviteAction, form);
    refuse(reply.ok ? null : reply.error);
    if (!reply.ok) return null;
    kept.set(key, { url: reply.data.url, until });
    onMade?.();
    return reply.data.url;
  }

  async function copy() {
    wait(true);
    const link = url ?? (await make());
    wait(false);
    if (link && (await copyText(link))) noteCopied(link);
  }

  return { url, refusal, isPending, isCopied: url !== null && copied === url, copy };
}
