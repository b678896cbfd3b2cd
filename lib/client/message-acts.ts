import type { AccountView, MessageView, MyRoomView } from "@/lib/shared/views";
import { isKey, type Pressed } from "./keys";

/** What one can do with a message. */
export type Act =
  | "react"
  | "reply"
  | "forward"
  | "pin"
  | "unpin"
  | "save"
  | "unsave"
  | "unread"
  | "copy"
  | "link"
  | "edit"
  | "delete"
  | "receipts"
  | "history";

type Room = Pick<MyRoomView, "kind" | "role" | "archivedAt" | "memberCount">;
type Me = Pick<AccountView, "id" | "role">;

/** What this reader can do with a message, in the order of the menu: the server decides, this spares them refusals. */
export function actsFor(message: MessageView, room: Room, me: Me, isSaved = false): Act[] {
  if (message.kind !== "user" || message.deletedAt) return [];
  const isMine = message.sender.id === me.id;
  const isOpen = room.archivedAt === null;
  const can: Record<Act, boolean> = {
    react: isOpen,
    reply: isOpen,
    edit: isOpen && isMine && message.forwardedFrom === null,
    forward: true,
    pin: isOpen && !message.isPinned,
    unpin: isOpen && message.isPinned,
    save: !isSaved,
    unsave: isSaved,
    unread: true,
    copy: message.text !== "",
    link: true,
    receipts: isMine && room.memberCount > 1,
    history: message.editedAt !== null,
    delete: isOpen && (isMine || mayDeleteOthers(room, me)),
  };
  return (Object.keys(can) as Act[]).filter((act) => can[act]);
}

function mayDeleteOthers({ kind, role }: Room, me: Me): boolean {
  if (kind === "direct") return false;
  if (role === "owner" || role === "moderator") return true;
  return kind !== "group" && me.role === "administrator";
}

/** The key of each act on the focused message, as a menu shows it. */
export const KEY_NAMES: Partial<Record<Act, string>> = {
  react: "+",
  reply: "R",
  edit: "E",
  forward: "F",
  pin: "P",
  unpin: "P",
  save: "S",
  unsave: "S",
  unread: "U",
  copy: "C",
  link: "L",
  delete: "Del",
};

/** The act that a key stands for, of those that can be done. */
export function actOfKey(pressed: Pressed, acts: readonly Act[]): Act | null {
  const isMeant = (name: string | undefined) =>
    name !== undefined && isKey(name === "Del" ? "Delete" : name, pressed);
  return acts.find((act) => isMeant(KEY_NAMES[act])) ?? null;
}
