"use client";

import { arrangeFoldersAction } from "@/app/(chat)/rooms/actions";
import { useServerAction } from "@/components/ui/action-runner";
import { useChat } from "@/lib/client/chat/chat-context";
import { useFolders } from "@/lib/client/rooms/use-rooms";
import type { FolderView } from "@/lib/shared/views";
import type { Arrangement } from "./folders";

/** Arranges my folders. Changes apply at once and are reverted if the server refuses. */
export function useArrange() {
  const chat = useChat();
  const act = useServerAction();
  const folders = useFolders();

  async function arrange(wanted: Arrangement): Promise<boolean> {
    if (wanted.every(isKnown)) chat.setFolders(wanted);
    const answer = await act(arrangeFoldersAction, { folders: wanted });
    chat.setFolders(answer?.items ?? folders);
    return answer !== null;
  }

  return { folders, arrange };
}

const isKnown = (folder: Arrangement[number]): folder is FolderView => folder.id !== undefined;
