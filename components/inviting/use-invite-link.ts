"use client";

import { useEffect, useRef, useState } from "react";
import { inviteAction } from "@/app/(chat)/actions";
import { useChat } from "@/lib/client/chat/chat-context";
import { call } from "@/lib/client/connection/call";
import { askCalmly } from "@/lib/client/forms/ask-calmly";
import { formOf } from "@/lib/client/forms/form-of";
import { copyText } from "@/lib/client/page/copy-text";
import type { Refusal } from "@/lib/shared/errors";

/** For how many days a link works and for how many people; null means without end. */
export type LinkTerms = { days: number | null; people: number | null };

const DAY_MS = 86_400_000;

/** Links of this tab by their makers and terms, so that opening a dialog again does not make another one. */
const kept = new Map<string, { id: string; url: string }>();

/** An invitation link, made when it is first copied. One made earlier is shown once it is known to work still. */
export function useInviteLink(terms: LinkTerms, roomIds: readonly string[], onMade?: () => void) {
  const { account } = useChat();
  const [refusal, refuse] = useState<Refusal | null>(null);
  const [copied, noteCopied] = useState<string | null>(null);
  const [isPending, wait] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const key = JSON.stringify([account.id, terms, roomIds]);
  const [working, noteWorking] = useState<string | null>(null);
  const known = kept.get(key);
  const url = known && known.id === working ? known.url : null;
  const id = known?.id;

  useEffect(() => {
    let isWanted = true;
    if (id && id !== working) void isOpen(id).then((works) => isWanted && works && noteWorking(id));
    return () => {
      isWanted = false;
    };
  }, [id, working]);

  async function make(): Promise<string | null> {
    const expiresAt = terms.days ? new Date(Date.now() + terms.days * DAY_MS).toISOString() : undefined;
    const form = formOf({ roomIds, expiresAt, maxUses: terms.people ?? undefined });
    const reply = await askCalmly(inviteAction, form);
    refuse(reply.ok ? null : reply.error);
    if (!reply.ok) return null;
    const { id, url } = reply.data;
    kept.set(key, { id, url });
    noteWorking(id);
    onMade?.();
    return url;
  }

  async function copy() {
    wait(true);
    const link = url ?? (await make());
    wait(false);
    if (!link) return;
    if (await copyText(link)) noteCopied(link);
    // The browser refuses its clipboard. The field selects its text when it has the focus.
    else field.current?.focus();
  }

  return { url, refusal, isPending, isCopied: url !== null && copied === url, copy, field };
}

/** Tells whether an invitation can still be used: it has not expired, and is neither used up nor revoked. */
async function isOpen(id: string): Promise<boolean> {
  const page = await call("GET /invitations", { limit: 50 });
  return page.ok && page.data.items.some((one) => one.id === id);
}
