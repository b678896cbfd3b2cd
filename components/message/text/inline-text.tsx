"use client";

import { displayText } from "@/lib/shared/text/shown";
import { RoomMention } from "./room-mention";
import { piecesOf } from "./text-pieces";

/** Plain text with links to rooms. */
export function InlineText({ text }: { text: string }) {
  return piecesOf(displayText(text)).map((piece, index) => {
    if (piece.kind === "text") return piece.text;
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places.
    return <RoomMention key={index} name={piece.text} />;
  });
}
