"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { useCurrentRoom } from "@/lib/client/actions/message-actions-context";
import { useRoomName } from "@/lib/client/names/use-room-name";
import { filesOfDrop, filesOfPaste, holdsFiles } from "@/lib/client/uploads/data-transfer";
import { withName } from "@/lib/client/uploads/file-names";
import { useUploadEngine } from "@/lib/client/uploads/use-upload-engine";
import { rootOf } from "@/lib/shared/messages/timeline-key";
import type { MyRoomView } from "@/lib/shared/views";

/** Fields that take a paste for themselves. */
const EDITABLE = "input, textarea, select, [contenteditable], [role=dialog]";

/** Takes files that are dropped anywhere on the page, or pasted where no field is, into the draft of the room. */
export default function DropZone({ room }: { room: MyRoomView }) {
  const t = useTranslations("uploads");
  const act = useUploadEngine();
  const { actions: acts, timeline } = useCurrentRoom();
  const roomName = useRoomName()(room);

  function take(files: readonly File[], folders: readonly string[] = []) {
    const rejections = folders.map((name) => ({ roomId: timeline, name, why: "folder" as const }));
    if (files.length + folders.length === 0) return;
    act((engine) => {
      if (rejections.length > 0) engine.reject(rejections);
      void engine.add(timeline, files);
    });
    acts.focusComposer();
  }

  const isThread = rootOf(timeline) !== undefined;
  const onDrop = useEffectEvent((data: DataTransfer, target: EventTarget | null) => {
    // Each of two composers takes what is dropped on its side of the page.
    if (isInThread(target) !== isThread) return;
    const { files, folders } = filesOfDrop(data);
    take(files, folders);
  });
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const isElsewhere = event.target instanceof Element && event.target.closest(EDITABLE) !== null;
    const isField = event.target === acts.composer.current;
    if (!event.clipboardData || event.defaultPrevented || (isElsewhere && !isField)) return;
    if (!isField && isInThread(event.target) !== isThread) return;
    const files = filesOfPaste(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    take(files.map(withName));
  });
  const isOver = useDropTarget(onDrop);

  useEffect(() => {
    const listener = (event: ClipboardEvent) => onPaste(event);
    // Before the field, which would take what is offered beside a picture for text.
    window.addEventListener("paste", listener, { capture: true });
    return () => window.removeEventListener("paste", listener, { capture: true });
  }, []);

  if (!isOver) return null;
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-2 z-10 grid animate-appear place-items-center rounded-3 border-2 border-dashed border-focus bg-canvas/90 p-4 text-center text-title font-semibold"
    >
      {t("drop", { room: roomName })}
    </div>
  );
}

const isInThread = (target: EventTarget | null) =>
  target instanceof Element && target.closest("[data-thread]") !== null;

/** Listens for files dragged over the window. Returns whether some are. A drag that began in the page is left alone. */
function useDropTarget(onDrop: (data: DataTransfer, target: EventTarget | null) => void): boolean {
  const [isOver, setOver] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `onDrop` is an effect event.
  useEffect(() => {
    const left = new AbortController();
    const options = { signal: left.signal, capture: true };
    let isOwn = false;
    const listen = (type: "dragenter" | "dragover" | "drop", act: (event: DragEvent) => void) =>
      window.addEventListener(
        type,
        (event) => {
          if (isOwn || !holdsFiles(event.dataTransfer)) return;
          event.preventDefault();
          act(event);
        },
        options,
      );
    // An image of the page that is dragged holds a file too.
    for (const type of ["dragstart", "dragend"])
      window.addEventListener(
        type,
        () => {
          isOwn = type === "dragstart";
        },
        options,
      );
    listen("dragenter", () => setOver(true));
    listen("dragover", ({ dataTransfer }) => {
      if (dataTransfer) dataTransfer.dropEffect = "copy";
    });
    listen("drop", ({ dataTransfer, target }) => {
      setOver(false);
      if (dataTransfer) onDrop(dataTransfer, target);
    });
    window.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget ?? setOver(false), options);
    return () => left.abort();
  }, []);

  return isOver;
}
