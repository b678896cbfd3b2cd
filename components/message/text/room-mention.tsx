"use client";

import Link from "next/link";
import { createContext, type ReactNode, use, useEffect } from "react";
import type { Chat } from "@/lib/client/chat/chat";
import { useReaderIfAny } from "@/lib/client/chat/chat-context";
import { roomNamed } from "@/lib/client/names/room-named";
import { useStore } from "@/lib/client/state/use-store";
import { roomPath } from "@/lib/shared/rooms/room-path";
import { roomKey } from "@/lib/shared/text/fold";

const WithinLink = createContext(false);

/** A link to a page of the workspace. Nothing inside it becomes a link. */
export function InnerLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      dir="auto"
      prefetch={false}
      className="rounded-1 bg-accent-soft px-0.5 font-medium text-accent hover:underline"
    >
      <WithinLink value>{children}</WithinLink>
    </Link>
  );
}

/** The label of a link. A room's name in it is part of the label. */
export const LinkLabel = ({ children }: { children: ReactNode }) => <WithinLink value>{children}</WithinLink>;

/** `#name` in a text: a link if the reader can see that room, else plain text. */
export function RoomMention({ name }: { name: string }) {
  const reader = useReaderIfAny();
  const isLabel = use(WithinLink);
  return reader && !isLabel ? <Named chat={reader.chat} name={name} /> : `#${name}`;
}

function Named({ chat, name }: { chat: Chat; name: string }) {
  const { openRooms } = chat;
  const mine = useStore(chat.workspace, ({ rooms }) => roomNamed(rooms, name));
  const open = useStore(openRooms.store, (rooms) => rooms[roomKey(name)]);
  const room = mine ?? open;
  const isKnown = room !== undefined;

  useEffect(() => {
    // Digits alone are the number of something.
    if (!isKnown && /\D/.test(name)) void openRooms.load();
  }, [isKnown, name, openRooms]);

  return room ? <InnerLink href={roomPath(room)}>#{name}</InnerLink> : `#${name}`;
}
