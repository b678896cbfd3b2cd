"use client";

import { type KeyboardEvent, type RefObject, useState } from "react";
import { useChat } from "@/lib/client/chat/chat-context";
import { type Query, settle, type Token, tokenAt } from "@/lib/client/search/query-text";
import { forgetSearches, recentSearches } from "@/lib/client/search/recent-searches";
import { takeSuggestion } from "@/lib/client/search/take-suggestion";
import { type Suggestion, useSuggestions } from "./use-suggestions";

export type ChangeQuery = (query: Query, isComposing?: boolean) => void;

/** The suggestions of the search's field: when they are open, which one is marked, and what their keys do. */
export function useSuggesting(
  field: RefObject<HTMLInputElement | null>,
  query: Query,
  onChange: ChangeQuery,
) {
  const { isWanted, want, recent, open, close, forget } = useOpening();
  const [caret, moveCaret] = useState(query.typed.length);
  const [pointed, point] = useState<number | null>(null);
  const token = tokenAt(query.typed, Math.min(caret, query.typed.length));
  const suggestions = useSuggestions(token, { texts: recent, forget });
  const isOpen = isWanted && isOffered(query, token) && (suggestions.length > 0 || isDayKey(token.key));
  // The value of an operator is completed by Enter alone; a word that could be an operator is not.
  const at = Math.min(pointed ?? (token.key && token.value ? 0 : -1), suggestions.length - 1);

  function type(typed: string, isComposing: boolean) {
    const next = { ...query, typed };
    const now = field.current?.selectionStart ?? typed.length;
    const settled = isComposing ? next : settle(next, now);
    onChange(settled, isComposing);
    moveCaret(settled.typed === typed ? now : settled.typed.length);
    point(null);
    // What was searched meanwhile is among the earlier searches.
    if (typed === "") open();
    else want(true);
  }

  function take({ take }: Suggestion) {
    const next = takeSuggestion(query, token, take);
    onChange(next);
    moveCaret(next.typed.length);
    point(null);
    want("operator" in take);
    field.current?.focus();
  }

  /** In an empty field the arrow opens the list at its first entry. Returns whether it does. */
  function begin(): boolean {
    if (query.typed !== "" || query.filters.length > 0) return false;
    open();
    point(0);
    return true;
  }

  /** Returns whether the key was for the suggestions. */
  function onKeyDown(event: KeyboardEvent): boolean {
    if (!isOpen) return event.key === "ArrowDown" && begin();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const marked = suggestions[at];
    if (step && suggestions.length > 0) point(stepped(at, step, suggestions.length));
    else if (event.key === "Enter" && marked) take(marked);
    else if (event.key === "Delete" && marked?.onForget) marked.onForget();
    else if (event.key === "Escape") want(false);
    else return false;
    return true;
  }

  return { isOpen, token, suggestions, at, open, close, type, take, point, moveCaret, onKeyDown, forget };
}

/** The wish for suggestions, and the recent searches among them. */
function useOpening() {
  const { account } = useChat();
  const [isWanted, want] = useState(false);
  const [recent, setRecent] = useState<readonly string[]>([]);

  function open() {
    setRecent(recentSearches(account.id));
    want(true);
  }

  /** Forgets one of them, or all. */
  function forget(text?: string) {
    forgetSearches(account.id, text);
    setRecent(recentSearches(account.id));
  }

  return { isWanted, want, recent, open, close: () => want(false), forget };
}

const isDayKey = (key: Token["key"]) => key === "before" || key === "after" || key === "on";

const stepped = (at: number, step: number, count: number) =>
  at < 0 ? (step > 0 ? 0 : count - 1) : (at + step + count) % count;

/** Suggestions are offered in an empty field, after an operator, and for two letters that may begin one. */
function isOffered({ filters, typed }: Query, token: Token): boolean {
  if (token.key) return true;
  if (typed === "") return filters.length === 0;
  return token.value.length > 1 || (token.value === "" && token.isNegated);
}
