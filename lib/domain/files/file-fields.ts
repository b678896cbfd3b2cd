import { z } from "zod";
import { LIMITS } from "@/lib/shared/limits";
import { isBlank } from "@/lib/shared/text/blank";
import { limitStackedMarks } from "@/lib/shared/text/stacked-marks";
import { withoutUnseen } from "@/lib/shared/text/unseen";
import { fold, text } from "../fields";

/** Name of a file whose given name has nothing that can be shown. */
const UNNAMED = "file";

/**
 * Makes a file's given name safe to show and to save: in NFC, without folders, control, direction and invisible characters, and of
 * at most LIMITS.fileNameLength code points. The ending stays. A name of which nothing is left becomes `file`.
 */
function safeFileName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? "";
  const shown = limitStackedMarks(withoutUnseen(last).normalize("NFC")).replace(/\s+/gu, " ").trim();
  return isBlank(shown) || /^\.+$/.test(shown) ? UNNAMED : shorten(shown);
}

/** Longest ending that is kept when a name is cut, in code points. */
const ENDING = 20;

function shorten(name: string): string {
  const signs = [...name];
  if (signs.length <= LIMITS.fileNameLength) return name;
  const dot = signs.lastIndexOf(".");
  const ending = dot > 0 && signs.length - dot <= ENDING ? signs.slice(dot) : [];
  return [...signs.slice(0, LIMITS.fileNameLength - ending.length), ...ending].join("");
}

/** A file's name in any form, made safe: see safeFileName. */
export const fileName = z.string().meta({ maxLength: LIMITS.fileNameLength }).transform(safeFileName);

/** Alternative text, for readers who do not see the file. */
export const fileDescription = text({ max: LIMITS.fileDescriptionLength });

const waveformValue = z.coerce.number().min(0).max(100).transform(Math.round);

/** Loudness over time, from 0 to 100: a list, or text with commas as tus metadata and form fields have it. */
export const waveform = z.preprocess(
  (value) => (typeof value === "string" ? value.split(",").filter((part) => part.trim() !== "") : value),
  z.array(waveformValue).max(LIMITS.waveformLength, { error: `At most ${LIMITS.waveformLength} values.` }),
);

/** Seconds, as measured by the recorder. */
export const duration = z.preprocess(
  (value) => (typeof value === "string" && value.trim() !== "" ? Number(value) : value),
  z.number({ error: "Must be a number of seconds." }).min(0).max(LIMITS.durationSeconds),
);

/** True or false; in a form or in tus metadata `1`, `true`, `0`, `false` or nothing. */
export const flag = z.preprocess(
  (value) => (typeof value === "string" ? (FLAGS[value.toLowerCase()] ?? value) : value),
  z.boolean({ error: "Must be true or false." }),
);

const FLAGS: Record<string, boolean> = { "1": true, true: true, "0": false, false: false, "": false };

/** The fields that an uploader gives along with the bytes. */
export const uploadFields = {
  name: fileName.default(UNNAMED),
  description: fileDescription.default(""),
  isVoice: flag.default(false),
  duration: duration.optional(),
  waveform: waveform.default([]),
};

/** Makes the column that searches by name read: see prisma/functions/files_of_room.sql. */
export const searchKeyOf = ({ name, description }: { name: string; description: string }) =>
  fold(`${name} ${description}`);
