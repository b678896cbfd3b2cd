"use client";

import { useEffect, useReducer, useState } from "react";
import { filesPath } from "@/components/files/file-query";
import { useChat } from "@/lib/client/chat/chat-context";
import { read } from "@/lib/client/connection/call";
import { wholeMessage } from "@/lib/shared/messages/message-codec";
import type { Page } from "@/lib/shared/views";
import { reduceLightboxFiles } from "./lightbox-files";
import { RoomImages } from "./room-images";
import { fromSentFile, keyOf, type OpenedFile, type ShownFile } from "./shown-file";

/** Older images are read when so many are left before the shown one. */
const AHEAD = 3;

/**
 * The files of the lightbox: those beside the opened one, and all images of its room as they are needed. Follows edits
 * and deletions.
 */
export function useLightboxFiles({ file, beside, isAlone = false }: OpenedFile) {
  const chat = useChat();
  const [state, dispatch] = useReducer(reduceLightboxFiles, {
    files: beside,
    at: Math.max(
      0,
      beside.findIndex((each) => keyOf(each) === keyOf(file)),
    ),
  });
  const [images] = useState(() => new RoomImages((cursor) => readImages(file.roomId, cursor)));
  const oldest = state.files[0]?.seq;
  const isNearOldest = state.at < AHEAD;

  useEffect(() => {
    if (isAlone || !isNearOldest || oldest === undefined) return;
    void images.readBefore(oldest).then((files) => files && dispatch({ type: "loaded", files }));
  }, [images, isAlone, isNearOldest, oldest]);

  useEffect(
    () =>
      chat.messageChanges.subscribe((items) => {
        for (const item of items)
          dispatch({ type: "changed", message: wholeMessage(item), takesNew: !isAlone });
      }),
    [chat, isAlone],
  );

  return { ...state, go: (at: number) => dispatch({ type: "went", at }) };
}

async function readImages(roomId: string, cursor: string | null): Promise<Page<ShownFile> | null> {
  const page = await read(filesPath(roomId, { type: "image", limit: 100, cursor }));
  return page.ok ? { ...page.data, items: page.data.items.map(fromSentFile) } : null;
}
