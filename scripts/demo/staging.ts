import type { Dialogue, Line } from "./dialogues";
import type { Language } from "./people";
import type { Random } from "./random";
import { slotValue } from "./slots";

/** A person who can speak in a dialogue. */
export type Player = {
  username: string;
  displayName: string;
  isWoman: boolean;
  languages: Language[];
  isBot: boolean;
};

/** A line: its speaker, the pause before it, and the line that it answers (from 0). */
export type Said<P> = { speaker: P; text: string; gapMs: number; replyTo: number | undefined } & Pick<
  Line,
  "files" | "cards"
>;

const SECOND = 1_000;

/**
 * A dialogue as these people have it, in words that differ each time.
 * @param players who is in the room, the talkative ones first
 * @param mayBegin who may be its `A`
 * @returns undefined when they are too few, or the wrong ones
 */
export function castPlayers<P extends Player>(
  { language, lines }: Dialogue,
  players: P[],
  mayBegin: (player: P) => boolean,
  random: Random,
): Said<P>[] | undefined {
  const speakers = players.filter(({ isBot, languages }) => !isBot && languages.includes(language));
  const cast = castOf(lines, players, speakers, mayBegin);
  if (!cast) return undefined;
  const say = speechOf(cast, random);
  return lines.map((line) => {
    const speaker = cast.get(line.speaker) as P;
    const text = say(line.text, speaker);
    return {
      speaker,
      text,
      gapMs: gapBefore(line.pause && say(line.pause, speaker), text, random),
      replyTo: placeOf(line),
      files: line.files,
      cards: line.cards,
    };
  });
}

const placeOf = ({ replyTo }: Line) => (replyTo === undefined ? undefined : replyTo - 1);

function castOf<P extends Player>(
  lines: Line[],
  players: P[],
  speakers: P[],
  mayBegin: (player: P) => boolean,
): Map<string, P> | undefined {
  const cast = new Map<string, P>();
  const free = (player: P) => ![...cast.values()].includes(player);
  for (const role of [...new Set(lines.map(({ speaker }) => speaker))].sort()) {
    const player = /^[A-D]$/.test(role)
      ? speakers.find((one) => free(one) && (role !== "A" || mayBegin(one)))
      : players.find(({ username }) => username === role);
    if (!player) return undefined;
    cast.set(role, player);
  }
  return cast;
}

/** Fills in a text. Within one dialogue a slot has one value. */
function speechOf(cast: Map<string, Player>, random: Random): (text: string, speaker: Player) => string {
  const values = new Map<string, string | undefined>();
  const filling = (slot: string) => {
    if (!values.has(slot)) values.set(slot, nameOf(slot, cast) ?? slotValue(slot, random));
    return values.get(slot);
  };
  return (text, { isWoman }) =>
    text
      .replace(/\[\[(.+?)\]\]/g, (_, choices: string) => random.pick(choices.split("|")))
      .replace(/\{([\w.]+)\}/g, (whole, slot: string) => filling(slot) ?? whole)
      .replace(/(?<=[а-яё])\(а\)/g, isWoman ? "а" : "")
      .replace(/(?<=[а-яё])\(([а-яё]+)\|([а-яё]+)\)/g, isWoman ? "$2" : "$1")
      .replace(/(?<=^|[.!?] )[а-яё]/gm, (letter) => letter.toUpperCase());
}

/** `{B}` is the username of B, for a mention, and `{B.n}` is the first name. */
function nameOf(slot: string, cast: Map<string, Player>): string | undefined {
  const [role = "", part] = slot.split(".");
  const player = cast.get(role);
  return part ? player?.displayName.split(" ")[0] : player?.username;
}

/** A while to read, and a while to type. */
function gapBefore(minutes: string | undefined, text: string, random: Random): number {
  const typing = SECOND * (8 + Math.min(text.length, 400) * 0.15) + random.whole(0, 45) * SECOND;
  return Math.round(Number(minutes ?? 0) * 60 * SECOND + typing);
}
