import { isUp, type StoredUpload, type Upload, type Uploads } from "./upload";

/** Returns whether there is something to send for a file. */
export const needsWork = (upload: Upload): boolean =>
  upload.keeping !== "copying" && !upload.isRemoved && upload.refusal === null && !isUp(upload);

/** The sent share of all files that are on their way, in percent; null while there are none. */
export function sentPercent({ files }: Uploads): number | null {
  const going = Object.values(files).filter((upload) => needsWork(upload) && upload.fileId === null);
  const size = going.reduce((sum, upload) => sum + upload.size, 0);
  const sent = going.reduce((sum, upload) => sum + upload.sentBytes, 0);
  return size > 0 ? Math.floor((100 * sent) / size) : null;
}

/** The stored part of an upload. */
export function storedPart(upload: Upload): StoredUpload {
  const { keeping, isTaken, activity, sentBytes, secondsLeft, ...stored } = upload;
  return stored;
}

/** An upload as another tab or an earlier visit stored it. */
export const fromStore = (stored: StoredUpload): Upload => ({
  ...stored,
  keeping: stored.isWhole ? "stored" : "copying",
  isTaken: false,
  activity: "waiting",
  sentBytes: 0,
  secondsLeft: null,
});
