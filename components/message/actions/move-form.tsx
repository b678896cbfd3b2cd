"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/fields/select";
import { useMessageActions } from "@/lib/client/actions/message-actions-context";
import { mayBeRoot, mayMove, movedUpTo, moveToThread } from "@/lib/client/actions/move-messages";
import { useChat } from "@/lib/client/chat/chat-context";
import { useRefusal } from "@/lib/client/forms/use-refusal";
import { useStore } from "@/lib/client/state/use-store";
import { useClock } from "@/lib/client/time/use-clock";
import { readMessages } from "@/lib/client/timeline/feed-pages";
import type { Refusal } from "@/lib/shared/errors";
import type { MessageView, MyRoomView } from "@/lib/shared/views";
import { useMessageWords } from "../use-message-words";

/** Messages that are read at once, before and after the one that moves. The server moves 100 at most. */
const PAGE = 50;

type MoveFormProps = { message: MessageView };

/** Moves a message, or it and some of those that follow, into the thread of an earlier one. */
export default function MoveForm({ message }: MoveFormProps) {
  const t = useTranslations("move");
  const room = useStore(useChat().workspace, ({ rooms }) => rooms[message.roomId]);
  const { around, isFailed, again, readOlder } = useAround(message);

  if (isFailed)
    return (
      <div className="flex flex-col items-start gap-3">
        <Alert>{t("failed")}</Alert>
        <Button look="quiet" size="small" onClick={again}>
          {t("again")}
        </Button>
      </div>
    );
  if (!around || !room)
    return (
      <p role="status" className="text-small text-ink-3">
        {t("loading")}
      </p>
    );
  return <Choices message={message} room={room} around={around} onOlder={readOlder} />;
}

/** The messages of the room's line around the one that moves. */
type Around = { before: MessageView[]; after: MessageView[]; hasOlder: boolean };

function useAround({ roomId, seq }: MessageView) {
  const [around, setAround] = useState<Around | null>(null);
  const [isFailed, setFailed] = useState(false);
  const [tries, tryAgain] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new try reads again.
  useEffect(() => {
    let isWanted = true;
    setFailed(false);
    const pages = [`before=${seq}&limit=${PAGE}`, `after=${seq}&limit=${PAGE}`];
    void Promise.all(pages.map((from) => readMessages(roomId, from))).then(([before, after]) => {
      if (!isWanted) return;
      if (before && after) setAround({ before: before.items, after: after.items, hasOlder: before.hasOlder });
      else setFailed(true);
    });
    return () => {
      isWanted = false;
    };
  }, [roomId, seq, tries]);

  async function readOlder() {
    const first = around?.before[0];
    const page = first && (await readMessages(roomId, `before=${first.seq}&limit=${PAGE}`));
    if (page)
      setAround((known) =>
        known && known.before[0]?.id === first.id
          ? { ...known, before: [...page.items, ...known.before], hasOlder: page.hasOlder }
          : known,
      );
  }
  return { around, isFailed, again: () => tryAgain((count) => count + 1), readOlder };
}

type ChoicesProps = { message: MessageView; room: MyRoomView; around: Around; onOlder: () => Promise<void> };

function Choices({ message, room, around: { before, after, hasOlder }, onOlder }: ChoicesProps) {
  const t = useTranslations("move");
  const acts = useMessageActions();
  const { account } = useChat();
  const reader = { room, account };
  const roots = before.filter(mayBeRoot).reverse();
  const quoted = roots.find(({ id }) => id === message.replyTo?.id);
  const [chosen, choose] = useState<string>();
  const root = roots.find(({ id }) => id === chosen) ?? quoted ?? roots[0];
  const [lastId, setLast] = useState(message.id);
  const { moved, leftCount } = movedUpTo(message, after, lastId, reader);
  const { isMoving, refusal, move } = useMove(root, moved);
  const refused = useRefusal(refusal).all;

  if (!root && !hasOlder) return <p className="text-small text-ink-2">{t("nothingBefore")}</p>;
  return (
    <div className="flex flex-col gap-4" aria-busy={isMoving}>
      <Roots roots={roots} chosenId={root?.id} onChoose={choose}>
        {hasOlder && (
          <Button look="bare" size="small" onClick={() => void onOlder()}>
            {t("earlier")}
          </Button>
        )}
      </Roots>
      <UpTo
        first={message}
        ends={after.filter((one) => mayMove(one, reader))}
        lastId={lastId}
        onChoose={setLast}
      />
      {leftCount > 0 && <p className="text-small text-ink-2">{t("left", { count: leftCount })}</p>}
      <Alert>{refusal && (refused ?? t("refused"))}</Alert>
      <div className="flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={() => acts.close()}>
          {t("cancel")}
        </Button>
        <Button disabled={isMoving || !root} onClick={() => void move()}>
          {t("move", { count: moved.length })}
        </Button>
      </div>
    </div>
  );
}

/** Moves once, however often it is pressed meanwhile. */
function useMove(root: MessageView | undefined, moved: MessageView[]) {
  const acts = useMessageActions();
  const [isMoving, setMoving] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function move() {
    if (isMoving || !root) return;
    setMoving(true);
    setRefusal(null);
    const answer = await moveToThread(acts, root, moved);
    setMoving(false);
    if (answer.ok) acts.close();
    else if (answer.error) setRefusal(answer.error);
    else acts.sayFailure(answer);
  }
  return { isMoving, refusal, move };
}

type RootsProps = {
  roots: readonly MessageView[];
  chosenId: string | undefined;
  onChoose: (id: string) => void;
  children: React.ReactNode;
};

/** The earlier messages, the nearest first: the thread will be under the chosen one. */
function Roots({ roots, chosenId, onChoose, children }: RootsProps) {
  const t = useTranslations("move");
  const wordsOf = useMessageWords();
  const clock = useClock();
  const name = useId();

  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="pb-1.5 text-small font-medium">{t("under")}</legend>
      <div className="max-h-56 overflow-y-auto rounded-2 border border-line-strong p-1">
        {roots.map((root) => (
          <label
            key={root.id}
            className={clsx(
              "flex min-h-9 items-center gap-2.5 rounded-row px-2 text-small hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-focus phone:min-h-11",
              root.id === chosenId && "bg-selected",
            )}
          >
            <input
              type="radio"
              name={name}
              checked={root.id === chosenId}
              onChange={() => onChoose(root.id)}
              className="size-4 flex-none accent-accent outline-none"
            />
            <span className="min-w-0 flex-1 truncate">
              <bdi className="font-medium">{root.sender.displayName}</bdi>{" "}
              <bdi>{root.deletedAt ? t("deleted") : wordsOf(root)}</bdi>
            </span>
            <time
              dateTime={root.createdAt}
              title={clock.full(root.createdAt)}
              className="flex-none text-tiny text-ink-3 tabular-nums"
            >
              {clock.time(root.createdAt)}
            </time>
          </label>
        ))}
        {children}
      </div>
    </fieldset>
  );
}

type UpToProps = {
  first: MessageView;
  ends: readonly MessageView[];
  lastId: string;
  onChoose: (id: string) => void;
};

/** The end of what moves: this message alone, or those that follow too, up to a chosen one. */
function UpTo({ first, ends, lastId, onChoose }: UpToProps) {
  const t = useTranslations("move");
  const wordsOf = useMessageWords();
  const id = useId();
  if (ends.length === 0) return null;
  const upTo = (last: MessageView) => ({
    value: last.id,
    label: t("upTo", { name: last.sender.displayName, text: wordsOf(last) }),
  });

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="text-small font-medium">
        {t("what")}
      </label>
      <Select
        id={id}
        value={lastId}
        options={[{ value: first.id, label: t("only") }, ...ends.map(upTo)]}
        onChoose={onChoose}
      />
    </div>
  );
}
