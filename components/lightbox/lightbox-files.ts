import { isGridImage } from "@/components/message/files/images/grid-image";
import type { MessageView } from "@/lib/shared/views";
import { keyOf, type ShownFile, toShownFiles } from "./shown-file";

/** The files of the lightbox, oldest first, and the index of the one that is shown. Without files it closes. */
export type LightboxFiles = { files: readonly ShownFile[]; at: number };

type Action =
  | { type: "went"; at: number }
  /** Images of the room, oldest first and without gaps: they reach at least as far back as the files here. */
  | { type: "loaded"; files: readonly ShownFile[] }
  /** A message of the room is new, edited or deleted. */
  | { type: "changed"; message: MessageView; takesNew: boolean };

export function reduceLightboxFiles(state: LightboxFiles, action: Action): LightboxFiles {
  switch (action.type) {
    case "went":
      return action.at in state.files ? { ...state, at: action.at } : state;
    case "loaded":
      return around(state, action.files);
    case "changed":
      return afterChange(state, action.message, action.takesNew);
  }
}

/** Adds older and newer files at both ends. The one that is shown stays. */
function around({ files, at }: LightboxFiles, loaded: readonly ShownFile[]): LightboxFiles {
  const [first, last] = [files[0], files.at(-1)];
  if (!first || !last) return { files, at };
  const older = loaded.filter(({ seq }) => seq < first.seq);
  const newer = loaded.filter(({ seq }) => seq > last.seq);
  return { files: [...older, ...files, ...newer], at: at + older.length };
}

function afterChange(state: LightboxFiles, message: MessageView, takesNew: boolean): LightboxFiles {
  const isKnown = state.files.some(({ messageId }) => messageId === message.id);
  if (isKnown) return withCurrent(state, replaced(state.files, message));
  const last = state.files.at(-1);
  if (!takesNew || !last || message.roomId !== last.roomId || message.seq <= last.seq) return state;
  const images = toShownFiles(message).filter(({ file }) => isGridImage(file));
  return images.length === 0 ? state : { ...state, files: [...state.files, ...images] };
}

/** The files after a change of their message: some may be gone, or all. */
function replaced(files: readonly ShownFile[], message: MessageView): ShownFile[] {
  return files.flatMap((shown) => {
    if (shown.messageId !== message.id) return [shown];
    const file = message.deletedAt ? undefined : message.attachments.find(({ id }) => id === shown.file.id);
    return file ? [{ ...shown, file }] : [];
  });
}

/** Keeps showing the same file; where it is gone, the one in its place. */
function withCurrent({ files, at }: LightboxFiles, next: ShownFile[]): LightboxFiles {
  const current = files[at];
  const found = current ? next.findIndex((each) => keyOf(each) === keyOf(current)) : -1;
  return { files: next, at: found >= 0 ? found : Math.max(0, Math.min(at, next.length - 1)) };
}
