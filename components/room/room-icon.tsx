import Hash from "lucide-react/icons/hash";
import KeyRound from "lucide-react/icons/key-round";
import Lock from "lucide-react/icons/lock";
import NotebookPen from "lucide-react/icons/notebook-pen";
import Users from "lucide-react/icons/users";
import { useTranslations } from "next-intl";
import { PersonAvatar } from "@/components/people/person-avatar";
import { othersIn } from "@/lib/client/rooms/room-sections";
import type { RoomKind, RoomView } from "@/lib/shared/views";
import { WithPresence } from "./presence-dot";

/** A lock is closed, a key has a password. */
const ICONS = {
  open: Hash,
  password: KeyRound,
  closed: Lock,
  group: Users,
  direct: NotebookPen,
} as const;

/** The icon of a room's kind, with its name for screen readers; for a direct conversation, the other person. */
export function RoomIcon({ room, me, size = 16 }: { room: RoomView; me: string; size?: number }) {
  const t = useTranslations("roomKind");
  const other = othersIn(room, me)[0];
  if (room.kind === "direct" && other) {
    const avatar = <PersonAvatar person={other} size="small" />;
    return other.isBot ? avatar : <WithPresence userId={other.id}>{avatar}</WithPresence>;
  }
  return (
    <span className="mx-0.5 flex-none text-ink-2">
      <RoomKindIcon kind={room.kind} size={size} />
      <span className="sr-only">{t(room.kind)}</span>
    </span>
  );
}

/** The icon of a room's kind, beside its name in words. */
export function RoomKindIcon({ kind, size = 16 }: { kind: RoomKind; size?: number }) {
  const Icon = ICONS[kind];
  return <Icon size={size} aria-hidden />;
}
