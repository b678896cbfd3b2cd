import { constants, copyFile } from "node:fs/promises";
import { isCleanedRecording } from "@/lib/shared/files/removed-metadata";
import { type MediaInfo, plainFile, replacementPath } from "../media-info";
import { clearMetadata, findMetadata } from "./strip/strip-mp4";

/** Types by which browsers know the same container. */
const USUAL: Readonly<Record<string, string>> = { "audio/x-m4a": "audio/mp4", "video/x-m4v": "video/mp4" };

/**
 * Writes a copy of MP4 and QuickTime beside it, without places, times, names and other metadata.
 *
 * @returns its path; null if the file has none of these, or is of another kind
 */
export const stripRecording = async (path: string, type: string): Promise<string | null> =>
  isCleanedRecording(type) ? removeMetadata(path) : null;

/**
 * Reads the duration of audio and video, and the size of video as it is shown upright. A broken recording is a file
 * without these.
 */
export async function readRecording(path: string, type: string): Promise<MediaInfo> {
  const facts = await readFacts(path, type).catch(() => ({}));
  return { ...plainFile(USUAL[type] ?? type), ...facts };
}

async function readFacts(path: string, type: string): Promise<Partial<MediaInfo>> {
  // Loaded when needed: most jobs are images, and a process starts while somebody waits.
  const { ALL_FORMATS, FilePathSource, Input } = await import("mediabunny");
  using input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(path) });
  const video = await input.getPrimaryVideoTrack();
  const duration = (await input.getDurationFromMetadata()) ?? (await input.computeDuration());
  const facts = { duration: Number.isFinite(duration) && duration > 0 ? duration : null };
  if (!video) return { ...facts, ...((await input.getPrimaryAudioTrack()) && asAudio(type)) };
  return { ...facts, width: await video.getDisplayWidth(), height: await video.getDisplayHeight() };
}

/** A container of video that holds sound alone is audio: browsers record voice so. */
function asAudio(type: string): { type: string } | undefined {
  const found = /^video\/(mp4|webm|ogg)$/.exec(type);
  return found ? { type: `audio/${found[1]}` } : undefined;
}

async function removeMetadata(path: string): Promise<string | null> {
  const found = await findMetadata(path);
  if (!found) return null;
  const to = replacementPath(path);
  await copyFile(path, to, constants.COPYFILE_FICLONE);
  await clearMetadata(to, found);
  return to;
}
