"use server";

import { refresh } from "next/cache";
import { deleteEmoji } from "@/lib/domain/emoji/delete-emoji";
import { updateEmoji } from "@/lib/domain/emoji/update-emoji";
import { action } from "@/lib/doors/action";

/** Refreshes the list behind the dialogs after a change. */
const again = () => refresh();

export const updateEmojiAction = action(updateEmoji, again);
export const deleteEmojiAction = action(deleteEmoji, again);
