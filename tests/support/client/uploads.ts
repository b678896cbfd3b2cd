import type { Upload } from "@/lib/client/uploads/upload";

/** For tests: a file that waits in the draft of a room. */
export const upload = (id: string, more: Partial<Upload> = {}): Upload => ({
  id,
  rev: 0,
  roomId: "den",
  clientId: null,
  place: 0,
  addedAt: 0,
  name: `${id}.png`,
  description: "",
  type: "image/png",
  size: 5,
  voice: null,
  isWhole: true,
  url: null,
  fileId: null,
  told: null,
  refusal: null,
  isRemoved: false,
  keeping: "stored",
  isTaken: false,
  activity: "waiting",
  sentBytes: 0,
  secondsLeft: null,
  ...more,
});
