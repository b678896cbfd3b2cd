import { expect } from "vitest";
import type { MessageView } from "@/lib/shared/views";
import type { Message } from "@/prisma/generated/client";
import type { ActionName, Scene } from "./actions";
import type { DoorResult } from "./doors";

/** A message as whoever acts knows it. */
export type KnownMessage = Pick<MessageView, "id" | "roomId" | "seq"> & {
  senderId: string;
  fileIds: string[];
};

export const SENDS = new Set<ActionName>([
  "send",
  "reply",
  "reply in a thread",
  "reply in thread and room",
  "send files",
  "forward",
]);

/** Acknowledged changes, which the rows must show, whoever else changed something at the same time. */
export class Ledger {
  readonly known: KnownMessage[] = [];
  /** Every text that a message ever had. */
  readonly bodies = new Set<string>();
  /** Those that a device sent by itself: each is one message, or was refused. */
  readonly typed = new Set<string>();
  /** Messages that were replies in a thread at some time, and what began these threads. */
  readonly replies = new Set<string>();
  readonly roots = new Set<string>();
  private readonly texts = new Map<string, { rev: number; text: string }>();
  private readonly deleted = new Set<string>();
  private readonly reactions = new Map<string, boolean>();

  note(act: ActionName, scene: Scene, userId: string, { code, out }: DoorResult): void {
    if (code !== "ok") return;
    const { messageId, emoji } = scene;
    const message = (out?.message ?? out) as MessageView;
    this.noteThread(act, scene, message);
    if (SENDS.has(act)) this.meet(message, userId);
    else if (act === "edit" || act === "edit another's") this.write(message);
    else if (act === "delete") this.deleted.add(messageId);
    else if (act === "react" || act === "unreact")
      this.reactions.set(`${messageId} ${emoji} ${userId}`, act === "react");
  }

  type(text: string): void {
    this.typed.add(text);
    this.bodies.add(text);
  }

  /** Expects that these are the messages that were acknowledged, each once, as it was left. */
  compare(rows: Message[]): void {
    const written = rows.filter(({ kind, text }) => kind === "user" && !this.typed.has(text));
    expect(written.map(({ id }) => id).sort()).toEqual(this.known.map(({ id }) => id).sort());
    for (const row of written) {
      const isDeleted = this.deleted.has(row.id);
      expect({ id: row.id, text: row.text, isDeleted: row.deletedAt !== null }).toEqual({
        id: row.id,
        text: isDeleted ? "" : this.texts.get(row.id)?.text,
        isDeleted,
      });
      expect(givenTo(row)).toEqual(isDeleted ? [] : this.reactionsTo(row.id));
    }
    const typed = rows.map(({ text }) => text).filter((text) => this.typed.has(text));
    expect(typed, "R13: what a device sent is there once").toEqual([...new Set(typed)]);
  }

  private noteThread(act: ActionName, { messageId, rootId }: Scene, message: MessageView): void {
    if (act !== "move into a thread" && !act.startsWith("reply in ")) return;
    this.roots.add(rootId);
    this.replies.add(act === "move into a thread" ? messageId : message.id);
  }

  private meet(message: MessageView, senderId: string): void {
    const { id, roomId, seq } = message;
    const fileIds = message.attachments?.map((file) => file.id) ?? [];
    if (!this.known.some((one) => one.id === id)) this.known.push({ id, roomId, seq, senderId, fileIds });
    if (message.text !== undefined) this.write(message);
  }

  private write({ id, rev, text, deletedAt }: MessageView): void {
    if (deletedAt) return;
    this.bodies.add(text);
    if (rev > (this.texts.get(id)?.rev ?? 0)) this.texts.set(id, { rev, text });
  }

  private reactionsTo(messageId: string): string[] {
    return [...this.reactions]
      .filter(([key, isOn]) => isOn && key.startsWith(messageId))
      .map(([key]) => key)
      .sort();
  }
}

const givenTo = ({ id, reactions }: Message) =>
  (reactions as MessageView["reactions"])
    .flatMap(({ emoji, userIds }) => userIds.map((userId) => `${id} ${emoji} ${userId}`))
    .sort();
