import type { WireMessage } from "@/lib/shared/live";
import type { MyRoomView } from "@/lib/shared/views";
import { isMuted } from "./mute";
import type { Tabs } from "./tabs";

/** What a tab has on the screen and another need not tell of. */
export type Seen = { roomId: string; seq: number };

export type Noted = { room: MyRoomView; message: WireMessage };

type Surroundings = {
  me: string;
  room: (roomId: string) => MyRoomView | undefined;
  /** Whether somebody looks at the end of this room, in this tab and now. */
  isLooking: (roomId: string) => boolean;
  /** Whether I do not want to be disturbed now. */
  isQuiet: () => boolean;
  join: (onNews: (seen: Seen) => void) => Tabs<Seen>;
  /** Told in this tab only, and never in two at once. */
  tell: (noted: readonly Noted[]) => void;
};

/** Another tab, or another device, has this long to say that it shows a message. */
const PATIENCE_MS = 400;

/** Whether a message is one that its reader asked to be told of: by the room's setting, and never of their own words. */
export function isWanted(message: WireMessage, room: MyRoomView, me: string, now = new Date()): boolean {
  const { kind = "user", sender, mentions, deletedAt } = message;
  if (kind !== "user" || sender.id === me || deletedAt) return false;
  if (room.role === null || room.notify === "nothing" || isMuted(room, now)) return false;
  if (room.notify === "everything") return true;
  return Boolean(mentions && (mentions.all || mentions.here || mentions.userIds.includes(me)));
}

/**
 * Which messages to tell of outside the page. Never what is on the screen, in this tab, another tab or another device;
 * always what is not and was asked for. All tabs hear everything, and one of them tells: the one that holds the lock.
 */
export function createNotices({ me, room, isLooking, isQuiet, join, tell }: Surroundings) {
  /** How far each room is known, so that an edit is no news. */
  const known = new Map<string, number>();
  const seen = new Map<string, number>();
  let waiting: Noted[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isTeller = false;
  let resign = () => {};

  const see = ({ roomId, seq }: Seen) => void seen.set(roomId, Math.max(seq, seen.get(roomId) ?? 0));
  const tabs = join(see);
  void tabs.alone("tell", () => {
    isTeller = true;
    return new Promise((resolve) => {
      resign = resolve;
    });
  });

  function flush() {
    timer = undefined;
    const unseen = waiting.filter(({ room: { id }, message: { seq } }) => {
      const readTo = Math.max(room(id)?.lastReadSeq ?? Number.POSITIVE_INFINITY, seen.get(id) ?? 0);
      return seq > readTo;
    });
    waiting = [];
    if (isTeller && unseen.length > 0) tell(unseen);
  }

  function take(message: WireMessage) {
    const { roomId, seq } = message;
    const at = room(roomId);
    if (!at || seq <= (known.get(roomId) ?? at.lastReadSeq)) return;
    known.set(roomId, seq);
    if (isLooking(roomId)) {
      see({ roomId, seq });
      tabs.tell({ roomId, seq });
    } else if (isWanted(message, at, me) && !isQuiet()) {
      waiting.push({ room: at, message });
      timer ??= setTimeout(flush, PATIENCE_MS);
    }
  }

  return {
    /** What is here already is no news. */
    know(rooms: readonly MyRoomView[]) {
      for (const { id, seq } of rooms) known.set(id, Math.max(seq, known.get(id) ?? 0));
    },
    /** Messages came, or changed. */
    take: (messages: readonly WireMessage[]) => messages.forEach(take),
    stop() {
      clearTimeout(timer);
      resign();
      tabs.close();
    },
  };
}
