import AlarmClock from "lucide-react/icons/alarm-clock";
import BellDot from "lucide-react/icons/bell-dot";
import Bookmark from "lucide-react/icons/bookmark";
import BookmarkX from "lucide-react/icons/bookmark-x";
import CheckCheck from "lucide-react/icons/check-check";
import Copy from "lucide-react/icons/copy";
import CornerLeftUp from "lucide-react/icons/corner-left-up";
import Forward from "lucide-react/icons/forward";
import History from "lucide-react/icons/history";
import Link from "lucide-react/icons/link";
import ListTree from "lucide-react/icons/list-tree";
import Mail from "lucide-react/icons/mail";
import MessagesSquare from "lucide-react/icons/messages-square";
import Pencil from "lucide-react/icons/pencil";
import Pin from "lucide-react/icons/pin";
import PinOff from "lucide-react/icons/pin-off";
import Reply from "lucide-react/icons/reply";
import SmilePlus from "lucide-react/icons/smile-plus";
import Trash from "lucide-react/icons/trash-2";
import type { MessageAction } from "@/lib/client/actions/available-actions";

const ICONS = {
  react: SmilePlus,
  reply: Reply,
  thread: MessagesSquare,
  toThread: ListTree,
  toRoom: CornerLeftUp,
  forward: Forward,
  pin: Pin,
  unpin: PinOff,
  save: Bookmark,
  unsave: BookmarkX,
  remind: AlarmClock,
  unread: Mail,
  copy: Copy,
  link: Link,
  edit: Pencil,
  delete: Trash,
  receipts: CheckCheck,
  history: History,
  why: BellDot,
} as const satisfies Record<MessageAction, unknown>;

/** The icon of a message action. Its name stands beside it, or on its button. */
export function ActIcon({ act, size = 17 }: { act: MessageAction; size?: number }) {
  const Icon = ICONS[act];
  return <Icon size={size} aria-hidden />;
}
