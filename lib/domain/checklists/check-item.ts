import { z } from "zod";
import { conflict, notFound } from "@/lib/core/errors";
import { roomOperation } from "@/lib/delivery/room-operation";
import { type ChecklistItem, itemsOf } from "@/lib/shared/markdown/checklist";
import { isDone } from "@/lib/shared/markdown/is-done";
import { parseMarkdown } from "@/lib/shared/markdown/parse";
import type { CheckView } from "@/lib/shared/views";
import { id, time, wholeNumber } from "../fields";
import { changeMessage, requireAllowed } from "../messages/change-message";
import { answerScope } from "../messages/message-scopes";
import type { MessageRow } from "../messages/message-view";

/**
 * Checks an item of a checklist in a message, or unchecks it; the same state again changes nothing. The text stays, the
 * message is not edited, and nobody is notified. With `editedAt`, that of the message as the caller saw it, a text which was edited
 * since is refused. Errors: `not_found`, also for an item that the text does not have; `gone` for a deleted message;
 * `forbidden` for members who may not write there, and in an archived room; `conflict` (`text_changed`);
 * `validation_failed`; `rate_limited`.
 */
export const checkItem = roomOperation({
  key: "message.check-item",
  summary: "Check an item of a checklist",
  input: z.object({
    message: id,
    item: wholeNumber((number) => number.min(1)),
    checked: z.boolean({ error: "Must be true or false." }),
    editedAt: time.nullish(),
  }),
  ...answerScope("send"),

  async execute(ctx, { item, checked, editedAt }, message): Promise<void> {
    requireAllowed("check", message, ctx.me.userId);
    requireText(message, editedAt);
    const found = requireItem(message, item);
    const checks = message.checks as CheckView[];
    if (isDone(item, found.isTyped, checks) === checked) return;
    const others = checks.filter((check) => check.item !== item);
    await changeMessage(ctx, message, (now) => {
      const check: CheckView = { item, checked, userId: ctx.me.userId, at: new Date(now).toISOString() };
      return { checks: [...others, check].sort((a, b) => a.item - b.item) };
    });
  },
});

/** Error: `conflict` for a text that was edited after the caller saw it; undefined where they do not say. */
function requireText(message: MessageRow, editedAt: string | null | undefined): void {
  if (editedAt === undefined) return;
  const seen = editedAt === null ? null : Date.parse(editedAt);
  if (seen !== (message.editedAt?.getTime() ?? null))
    throw conflict("The text was edited meanwhile.", "text_changed");
}

/** Finds an item of a message's text. Error: `not_found`. */
function requireItem({ kind, text }: MessageRow, item: number): ChecklistItem {
  const found = kind === "user" ? itemsOf(parseMarkdown(text))[item - 1] : undefined;
  if (!found) throw notFound("This message has no such item.");
  return found;
}
