"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, type KeyboardEvent, type RefObject, useRef, useState } from "react";
import { Dialog } from "@/components/ui/dialogs/dialog";
import { onDemand } from "@/components/ui/on-demand";
import { useCurrentRoom } from "@/lib/client/actions/message-actions-context";
import type { Upload, VoiceInfo } from "@/lib/client/uploads/upload";
import { useDraftFiles } from "@/lib/client/uploads/use-draft-files";
import { useUploadEngine } from "@/lib/client/uploads/use-upload-engine";
import type { MyRoomView } from "@/lib/shared/views";
import { FileChip } from "./file-chip";
import { TrayNotices } from "./tray-notices";
import { useUploadStatus } from "./use-upload-status";
import { VoiceChip } from "./voice-chip";

const FileDetails = onDemand(() => import("./file-details"));

/** The type under which a file of the tray is dragged. */
const DRAGGED = "application/x-parley-upload";

/** The files of the draft, above the text. One tab stop; arrows go through them, Alt+arrows move them. */
export default function Tray({ room, onEmpty }: { room: MyRoomView; onEmpty: () => void }) {
  const t = useTranslations("uploads");
  const files = useDraftFiles(useCurrentRoom().timeline);
  const act = useUploadEngine();
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const [openId, open] = useState<string | null>(null);
  const { announced, focus, move, remove } = useTray({ files, list, onEmpty });
  const opened = files.find(({ id }) => id === openId);
  const tabStop = files.find(({ id }) => id === current)?.id ?? files[0]?.id;

  return (
    <>
      <TrayNotices room={room} files={files} />
      {files.length > 0 && (
        <ul ref={list} aria-label={t("list")} className={LIST}>
          {files.map((upload, at) => (
            <TrayItem
              key={upload.id}
              {...{ upload, at, count: files.length }}
              isTabStop={upload.id === tabStop}
              onFocus={() => setCurrent(upload.id)}
              onOpen={() => open(upload.id)}
              onKey={(event) => handleKey(event, { upload, at, focus, move, remove })}
              onRemove={() => remove(upload)}
              onRetry={() => act((engine) => engine.retry(upload.id))}
              onDropOf={(id) => move(id, at)}
            />
          ))}
        </ul>
      )}
      <p role="status" className="sr-only">
        {announced}
      </p>
      <Dialog
        title={t("details.title")}
        isOpen={opened !== undefined}
        onOpenChange={(isOpen) => isOpen || open(null)}
      >
        {opened && (
          <FileDetails
            upload={opened}
            place={files.indexOf(opened)}
            count={files.length}
            onMove={(to) => move(opened.id, to)}
            onRemove={() => remove(opened)}
            onClose={() => open(null)}
          />
        )}
      </Dialog>
    </>
  );
}

const LIST =
  "grid max-h-[40vh] grid-cols-[repeat(auto-fill,minmax(min(100%,15rem),1fr))] gap-2 overflow-y-auto px-2 pt-2 @lg:grid-cols-[repeat(auto-fill,16.5rem)]";

type TrayDeps = { files: readonly Upload[]; list: RefObject<HTMLUListElement | null>; onEmpty: () => void };

/** Moves and removes files, and places the focus after it. */
function useTray({ files, list, onEmpty }: TrayDeps) {
  const t = useTranslations("uploads");
  const act = useUploadEngine();
  const [announced, announce] = useState("");

  const focus = (at: number) => list.current?.querySelectorAll<HTMLElement>("[data-file]")[at]?.focus();

  function move(id: string, to: number) {
    const upload = files.find((file) => file.id === id);
    if (!upload || to < 0 || to >= files.length) return;
    const others = files.filter((file) => file !== upload).map((file) => file.id);
    act((engine) => engine.reorder(others.toSpliced(to, 0, id)));
    announce(t("moved", { name: upload.name, place: to + 1, count: files.length }));
  }

  function remove(upload: Upload) {
    const at = files.indexOf(upload);
    act((engine) => engine.remove(upload.id));
    if (files.length === 1) onEmpty();
    else focus(at > 0 ? at - 1 : 1);
  }

  return { announced, focus, move, remove };
}

const STEPS: Partial<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

type Keyed = Pick<ReturnType<typeof useTray>, "focus" | "move" | "remove"> & { upload: Upload; at: number };

/** Handles a key on a file of the tray. */
function handleKey(event: KeyboardEvent, { upload, at, focus, move, remove }: Keyed) {
  const step = STEPS[event.key];
  if (step && event.altKey) move(upload.id, at + step);
  else if (step) focus(at + step);
  else if (event.key === "Delete" || event.key === "Backspace") remove(upload);
  else return;
  event.preventDefault();
}

type Item = {
  upload: Upload;
  at: number;
  count: number;
  isTabStop: boolean;
  onFocus: () => void;
  onOpen: () => void;
  onKey: (event: KeyboardEvent) => void;
  onRemove: () => void;
  onRetry: () => void;
  onDropOf: (id: string) => void;
};

function TrayItem({ onDropOf, ...item }: Item) {
  const { id, voice } = item.upload;

  return (
    <li
      draggable
      onDragStart={({ dataTransfer }) => {
        dataTransfer.setData(DRAGGED, id);
        dataTransfer.effectAllowed = "move";
      }}
      onDragOver={(event) => event.dataTransfer.types.includes(DRAGGED) && event.preventDefault()}
      onDrop={(event) => {
        const dragged = event.dataTransfer.getData(DRAGGED);
        if (!dragged) return;
        event.preventDefault();
        onDropOf(dragged);
      }}
      className={voice ? "col-span-full min-w-0" : "min-w-0"}
    >
      {voice ? <VoiceItem {...item} voice={voice} /> : <FileItem {...item} />}
    </li>
  );
}

/** Props of the element that has the focus of a file in the tray. */
const focusable = ({ upload, isTabStop, onKey, onFocus }: Omit<Item, "onDropOf">) =>
  ({
    "data-file": upload.id,
    tabIndex: isTabStop ? 0 : -1,
    onKeyDown: onKey,
    onFocus,
  }) as ComponentProps<"button">;

function FileItem(item: Omit<Item, "onDropOf">) {
  const t = useTranslations("uploads");
  const { upload, at, count, isTabStop, onOpen, onRemove, onRetry } = item;
  const status = useUploadStatus(upload);
  const { name } = upload;

  return (
    <FileChip
      {...{ upload, onRemove, onRetry }}
      part={{
        ...focusable(item),
        "aria-label": `${t("open", { name })}. ${t("position", { name, place: at + 1, count, status: status.text })}`,
        onClick: onOpen,
      }}
      removeLabel={t("remove", { name })}
      isRemoveInTabOrder={isTabStop}
    />
  );
}

function VoiceItem({ voice, ...item }: Omit<Item, "onDropOf"> & { voice: VoiceInfo }) {
  const t = useTranslations("uploads");
  const { upload, onRemove, onRetry } = item;

  return (
    <VoiceChip
      {...{ upload, voice, onRetry }}
      remove={{ ...focusable(item), onClick: onRemove }}
      removeLabel={t("remove", { name: upload.name })}
    />
  );
}
