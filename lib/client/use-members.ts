"use client";

import { useCallback, useEffect, useReducer } from "react";
import type { MemberView, MyRoomView, Page } from "@/lib/shared/views";
import { getJson } from "./rest";

type Members = { members: MemberView[]; cursor: string | null; state: "loading" | "whole" | "failed" };
type Action =
  | { type: "asked" }
  | { type: "failed" }
  | { type: "came"; page: Page<MemberView>; isFirst: boolean };

function reduce(state: Members, action: Action): Members {
  if (action.type === "asked") return { ...state, state: "loading" };
  if (action.type === "failed") return { ...state, state: "failed" };
  const before = action.isFirst ? [] : state.members;
  return { members: [...before, ...action.page.items], cursor: action.page.nextCursor, state: "whole" };
}

/** The members of a room, read page by page, and anew when somebody came or went. */
export function useMembers({ id, memberCount }: MyRoomView) {
  const [{ members, cursor, state }, dispatch] = useReducer(reduce, {
    members: [],
    cursor: null,
    state: "loading",
  });

  const load = useCallback(
    async (from: string | null, isWanted: () => boolean = () => true) => {
      dispatch({ type: "asked" });
      const query = from === null ? "" : `&cursor=${encodeURIComponent(from)}`;
      const page = await getJson<Page<MemberView>>(`/api/v1/rooms/${id}/members?limit=100${query}`);
      if (!isWanted()) return;
      dispatch(page ? { type: "came", page, isFirst: from === null } : { type: "failed" });
    },
    [id],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another count means that somebody came or went.
  useEffect(() => {
    let isWanted = true;
    void load(null, () => isWanted);
    return () => {
      isWanted = false;
    };
  }, [load, memberCount]);

  return { members, state, hasMore: cursor !== null, loadMore: () => void load(cursor) };
}
