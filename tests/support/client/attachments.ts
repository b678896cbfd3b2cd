import type { AttachmentView } from "@/lib/shared/views";

let count = 0;

/** A file as messages have it; `change` says what a test is about. */
export function attachment(change: Partial<AttachmentView> = {}): AttachmentView {
  const id = change.id ?? `file-${++count}`;
  return {
    id,
    name: `${id}.png`,
    type: "image/png",
    size: 412_000,
    width: 1920,
    height: 1200,
    duration: null,
    placeholder: null,
    url: `/api/v1/files/${id}`,
    thumbnailUrl: `/api/v1/files/${id}/thumbnail`,
    description: "",
    isAnimated: false,
    isVoice: false,
    waveform: [],
    excerpt: null,
    pages: null,
    createdAt: "2026-11-29T10:00:00.000Z",
    uploader: { id: "ada", username: "ada", displayName: "Ada" },
    ...change,
  };
}
