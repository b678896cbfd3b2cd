import type { Rejection, UploadAction, Uploads } from "./upload";

/** Reduces a tab's uploads. */
export function reduceUploads(state: Uploads, action: UploadAction): Uploads {
  switch (action.type) {
    case "put":
      return withFiles(state, { ...state.files, [action.upload.id]: action.upload });
    case "patch": {
      const before = state.files[action.id];
      if (!before) return state;
      return withFiles(state, { ...state.files, [action.id]: { ...before, ...action.patch } });
    }
    case "place": {
      const moved = action.ids.flatMap((id, place) => {
        const upload = state.files[id];
        return upload ? [[id, { ...upload, place }] as const] : [];
      });
      return withFiles(state, { ...state.files, ...Object.fromEntries(moved) });
    }
    case "drop": {
      if (!action.ids.some((id) => state.files[id])) return state;
      const kept = Object.entries(state.files).filter(([id]) => !action.ids.includes(id));
      const rooms = action.ids.map((id) => state.files[id]?.roomId);
      const isStill = ({ why, roomId }: Rejection) => why !== "tooMany" || !rooms.includes(roomId);
      return { files: Object.fromEntries(kept), rejections: state.rejections.filter(isStill) };
    }
    case "reject":
      return { ...state, rejections: withRejections(state.rejections, action.rejections) };
    case "dismiss":
      if (state.rejections.length === 0) return state;
      return { ...state, rejections: state.rejections.filter(({ roomId }) => roomId !== action.roomId) };
  }
}

/** Adds rejections. That a room's draft has too many files is said once. */
function withRejections(present: readonly Rejection[], added: readonly Rejection[]): Rejection[] {
  const full = added.filter(({ why }) => why === "tooMany").map(({ roomId }) => roomId);
  return [...present.filter(({ why, roomId }) => why !== "tooMany" || !full.includes(roomId)), ...added];
}

const withFiles = (state: Uploads, files: Uploads["files"]): Uploads => ({ ...state, files });
