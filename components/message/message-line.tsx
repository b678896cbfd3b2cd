"use client";

import { clsx } from "clsx";
import type { MouseEvent } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { useCurrentRoom, useMessageActions, useRoomUi } from "@/lib/client/actions/message-actions-context";
import { useChat } from "@/lib/client/chat/chat-context";
import { useStore } from "@/lib/client/state/use-store";
import type { Clock } from "@/lib/client/time/clock";
import { rootOf } from "@/lib/shared/messages/timeline-key";
import { mentionsReader } from "@/lib/shared/messages/unread";
import type { MessageView } from "@/lib/shared/views";
import { useApproach } from "./actions/use-approach";
import { useLongPress } from "./actions/use-long-press";
import { DeletedLine, DeletedText } from "./deleted-line";
import { useMarks } from "./marks";
import { MessageBody } from "./message-body";
import { MessageRow } from "./message-row";
import { Ticks } from "./ticks";

const HoverBar = onDemand(() => import("./actions/hover-bar"));

type LineProps = { message: MessageView; clock: Clock; isHead: boolean };

/** A message in a room's list, with its toolbar, menu and keys. */
export function MessageLine({ message, clock, isHead }: LineProps) {
  const { account, deleting } = useChat();
  const isEdited = useRoomUi(({ editing }) => editing?.id === message.id);
  const isLit = useRoomUi(({ highlighted: lit }) => lit === message.seq);
  const going = useStore(deleting, (all) => all[message.id]);
  const { isNear, approach } = useApproach(message.seq);
  const menu = useMenu(message);
  const isGone = message.deletedAt !== null;
  const canAct = !isGone && !going && !isEdited;
  const marks = useMarks(message);
  const ticks = canAct && message.sender.id === account.id && <Ticks message={message} />;
  const own = !isHead && marks;

  return (
    <MessageRow
      sender={message.sender}
      at={message.createdAt}
      clock={clock}
      isHead={isHead}
      marks={marks}
      bodyId={useBodyId(message)}
      isCalling={mentionsReader(message, account.id)}
      data-seq={message.seq}
      tabIndex={-1}
      className={clsx(
        "outline-offset-[-2px] pointer-coarse:select-none",
        isLit && "animate-lit motion-reduce:bg-accent-soft!",
      )}
      {...approach}
      {...(canAct && menu)}
      onPointerMove={(event) => {
        approach.onPointerMove(event);
        if (canAct) menu.onPointerMove(event);
      }}
    >
      {isGone ? (
        <DeletedText />
      ) : going ? (
        <DeletedLine message={message} isWaiting={going === "waiting"}>
          <MessageBody message={message} clock={clock} isEdited={false} />
        </DeletedLine>
      ) : (
        <MessageBody
          message={message}
          clock={clock}
          isEdited={isEdited}
          end={
            (own || ticks) && (
              <>
                {own}
                {ticks}
              </>
            )
          }
        />
      )}
      {isNear && canAct && <HoverBar message={message} />}
    </MessageRow>
  );
}

/** A list shows a message once, but its thread may show it too. */
const useBodyId = ({ seq }: MessageView) => `${rootOf(useCurrentRoom().timeline) ? "reply" : "said"}-${seq}`;

/**
 * Opens the menu on right click, on the menu key and on a long press. Links, images and selected text keep the
 * browser's own menu.
 */
function useMenu(message: MessageView) {
  const acts = useMessageActions();
  const hold = useLongPress((at) => acts.open({ what: "menu", message, at }));

  function onContextMenu(event: MouseEvent<HTMLElement>) {
    const isOwn = (event.target as HTMLElement).closest("a, img, input, textarea, pre");
    const isSelected = getSelection()?.isCollapsed === false;
    if (isOwn || isSelected || (event.shiftKey && event.button === 2)) return;
    event.preventDefault();
    acts.open({ what: "menu", message, at: { x: event.clientX, y: event.clientY } });
  }
  return { ...hold, onContextMenu };
}
