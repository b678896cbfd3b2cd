"use client";

import type { ComponentProps } from "react";
import { Avatar } from "@/components/ui/avatar";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";
import type { PersonView } from "@/lib/shared/views";

type Props = Omit<ComponentProps<typeof Avatar>, "id" | "name" | "url"> & {
  person: Pick<PersonView, "id" | "displayName" | "avatarUrl">;
};

/** The avatar of a person in the chat. A picture that changes meanwhile shows without a reload. */
export function PersonAvatar({ person: { id, displayName, avatarUrl }, ...avatar }: Props) {
  const told = useStore(useChat().presence, (all) => all[id]?.avatarUrl);
  return <Avatar id={id} name={displayName} url={told === undefined ? avatarUrl : told} {...avatar} />;
}
