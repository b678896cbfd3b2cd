"use client";

import { useEffect, useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { addressOf } from "@/lib/client/connection/call";
import { useGet } from "@/lib/client/connection/use-get";
import { useStore } from "@/lib/client/state/use-store";

/** Reads a person for their card. Their name is there at once if this tab knows it. */
export function usePerson(userId: string) {
  const { account, people, presence } = useChat();
  const known = useStore(people.store, (all) => all[userId]);
  const [version, retry] = useState(0);
  const person = useGet(addressOf("GET /users/{user}", { user: userId }), version);

  useEffect(() => {
    if (person) presence.dispatch({ type: "met", users: [person] });
  }, [person, presence]);

  const name = userId === account.id ? account.displayName : known?.displayName;
  return {
    person: person ?? null,
    name: person?.displayName ?? name ?? null,
    hasFailed: person === null,
    retry: () => retry((count) => count + 1),
  };
}
