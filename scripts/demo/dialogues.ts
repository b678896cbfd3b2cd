import { readdirSync, readFileSync } from "node:fs";
import type { StoredCard } from "@/lib/domain/cards/stored-card";
import type { Language } from "./people";

/**
 * A conversation as it is written in dialogues/*.txt:
 *
 *     == topic language
 *     A: What the first one says. {slot} is filled in, [[one|the other]] is chosen, and in Russian
 *       сказал(а) is told by who speaks. Lines that are indented go on.
 *     B>1+20: An answer to the first message, twenty minutes later.
 *       @file graph.png What it shows, for readers who do not see it
 *       @card https://example.com/page | Title | Description | Site
 *
 * A text of a dash alone is none: the message has files only. files.ts draws the files by their names.
 *
 * Capital letters are whoever is there; a username is that very person.
 */
export type Dialogue = { topic: string; language: Language; lines: Line[] };

export type Line = {
  speaker: string;
  /** Position, from 1, of the message that this one answers. */
  replyTo: number | undefined;
  /** Minutes of silence before it; may be a slot. */
  pause: string | undefined;
  text: string;
  files: DemoFile[];
  cards: StoredCard[];
};

/** A file of a message, before it is drawn. */
export type DemoFile = { name: string; description: string };

const HEAD = /^== (\S+) (en|ru)$/;
const FILE = /^ {2}@file (\S+)(?: (.+))?$/;
const CARD = /^ {2}@card (\S+) \| (.+) \| (.+) \| (.+)$/;
const SPEECH = /^([A-D]|[a-z][a-z-]+)(?:>(\d+))?(?:\+(\d+|\{\w+\}))?: (.+)$/;

/** Reads all dialogues in the order of the files. */
export function readDialogues(): Dialogue[] {
  const folder = new URL("dialogues/", import.meta.url);
  return readdirSync(folder)
    .sort()
    .flatMap((name) => parse(name, readFileSync(new URL(name, folder), "utf8")));
}

function parse(name: string, file: string): Dialogue[] {
  const dialogues: Dialogue[] = [];
  file.split("\n").forEach((line, index) => {
    if (!add(line.trimEnd(), dialogues))
      throw new Error(`${name}:${index + 1} is not part of a dialogue: ${line}`);
  });
  return dialogues;
}

/** @returns whether the line was understood */
function add(line: string, dialogues: Dialogue[]): boolean {
  const [, topic, language] = HEAD.exec(line) ?? [];
  if (topic) return dialogues.push({ topic, language: language as Language, lines: [] }) > 0;
  const lines = dialogues.at(-1)?.lines;
  const [, speaker, replyTo, pause, text] = SPEECH.exec(line) ?? [];
  if (speaker && text && lines) {
    const own = { replyTo: replyTo ? Number(replyTo) : undefined, pause, text: text === "-" ? "" : text };
    return lines.push({ speaker, ...own, files: [], cards: [] }) > 0;
  }
  const last = lines?.at(-1);
  if (last && addParts(line, last)) return true;
  if (last && line.startsWith("  ")) last.text += `\n${line.slice(2)}`;
  return line === "" || Boolean(last && line.startsWith("  "));
}

/** Adds a file or a card to a line. @returns false if the text is neither */
function addParts(text: string, { files, cards }: Line): boolean {
  const [, name, about = ""] = FILE.exec(text) ?? [];
  if (name) return files.push({ name, description: about }) > 0;
  const [, url, title = "", description = "", siteName = ""] = CARD.exec(text) ?? [];
  if (!url) return false;
  const { host } = new URL(url);
  return cards.push({ url, host, title, description, siteName, ...PLAIN_CARD }) > 0;
}

const PLAIN_CARD = { image: null, isVideo: false, isHidden: false };
