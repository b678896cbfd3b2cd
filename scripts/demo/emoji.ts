import sharp from "sharp";
import { v7 as uuid } from "uuid";
import { setEmojiNames } from "@/lib/domain/emoji/emoji-names";
import { encodePicture } from "@/lib/domain/square-picture";
import { db } from "@/lib/platform/database/db";
import { customEmojiOf } from "@/lib/shared/emoji/custom-emoji";
import { EMOJI_LIMITS } from "@/lib/shared/emoji-limits";
import { LIMITS } from "@/lib/shared/limits";
import type { Workspace } from "./northwind";

const SIZE = 128;
const FRAMES = 8;

const svg = (content: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 128 128">${content}</svg>`,
  );

/** A compass needle at an angle, the sign of Northwind Labs. */
const compass = (degrees: number) =>
  svg(`<circle cx="64" cy="64" r="58" fill="#1f4e79"/><circle cx="64" cy="64" r="46" fill="#f4f7fb"/>
    <g transform="rotate(${degrees} 64 64)"><path d="M64 22 76 64H52Z" fill="#d64545"/><path d="M64 106 52 64h24Z" fill="#8aa4bf"/></g>`);

/** Words on a coloured sign. */
const sign = (words: string, colour: string) =>
  svg(`<rect x="4" y="30" width="120" height="68" rx="14" fill="${colour}"/>
    <text x="64" y="78" font-family="sans-serif" font-size="38" font-weight="bold" fill="#fff" text-anchor="middle">${words}</text>`);

async function turning(): Promise<Buffer> {
  const frames = Array.from({ length: FRAMES }, (_, frame) => compass((360 / FRAMES) * frame));
  const pixels = await Promise.all(frames.map((frame) => sharp(frame).ensureAlpha().raw().toBuffer()));
  const raw = { width: SIZE, height: SIZE * FRAMES, channels: 4 as const, pageHeight: SIZE };
  return sharp(Buffer.concat(pixels), { raw })
    .webp({ loop: 0, delay: Array(FRAMES).fill(90) })
    .toBuffer();
}

const still = (image: Buffer) => sharp(image).png().toBuffer();

const EMOJI: [name: string, aliases: string[], draw: () => Promise<Buffer>][] = [
  ["northwind", ["nw"], () => still(compass(35))],
  ["spinning_compass", ["loading"], turning],
  ["lgtm", [], () => still(sign("LGTM", "#2f855a"))],
  ["готово", ["done_ru"], () => still(sign("ГОТОВО", "#805ad5"))],
];

/** Adds emoji of the workspace, and reactions with them to the latest messages of a large room. */
export async function addEmoji({ users, rooms, messages, memberships }: Workspace, now: Date): Promise<void> {
  const makers = users.filter(({ isBot }) => !isBot);
  const ids: string[] = [];
  for (const [index, [name, aliases, draw]] of EMOJI.entries()) {
    const options = { size: EMOJI_LIMITS.emojiPixels, fit: "inside", isAnimated: true } as const;
    const made = await encodePicture(await draw(), LIMITS.emojiBytes, options);
    const id = uuid();
    const createdAt = new Date(now.getTime() - (40 - index) * 24 * 3_600_000);
    const createdById = makers[index * 3]!.id;
    await db().$transaction(async (tx) => {
      await tx.customEmoji.create({ data: { id, name, ...made, createdById, createdAt } });
      await setEmojiNames(tx, id, name, aliases);
    });
    ids.push(id);
  }
  const room = rooms.find(({ name }) => name === "platform");
  const latest = messages.filter(({ roomId, kind }) => roomId === room?.id && kind !== "system").slice(-3);
  const people = memberships.filter(({ roomId }) => roomId === room?.id).map(({ userId }) => userId);
  for (const [index, message] of latest.entries()) {
    const emoji = customEmojiOf(ids[index]!);
    const userIds = people.slice(index, index + 1 + index);
    const { reactions: given } = await db().message.findUniqueOrThrow({ where: { id: message.id } });
    const reactions = [...(given as object[]), { emoji, count: userIds.length, userIds }];
    await db().reaction.createMany({
      data: userIds.map((userId) => ({ messageId: message.id, userId, emoji, createdAt: message.createdAt })),
    });
    await db().message.update({ where: { id: message.id }, data: { reactions } });
  }
}
