import { OURS } from "../storage/names";

const KEPT = 10;

const keyOf = (userId: string) => `${OURS}searches.${userId}`;

/** The last searches of this person in this browser, latest first. Logging out wipes them with everything else. */
export function recentSearches(userId: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(userId)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((text) => typeof text === "string") : [];
  } catch {
    return [];
  }
}

/** Records a search that led somewhere. */
export function addRecentSearch(userId: string, text: string): void {
  const wanted = text.trim();
  if (!wanted) return;
  const others = recentSearches(userId).filter((other) => other.toLowerCase() !== wanted.toLowerCase());
  keep(userId, [wanted, ...others].slice(0, KEPT));
}

/** Forgets one search, or all of them. */
export function forgetSearches(userId: string, text?: string): void {
  keep(userId, text === undefined ? [] : recentSearches(userId).filter((other) => other !== text));
}

function keep(userId: string, texts: readonly string[]) {
  try {
    if (texts.length === 0) localStorage.removeItem(keyOf(userId));
    else localStorage.setItem(keyOf(userId), JSON.stringify(texts));
  } catch {
    // Storage may be forbidden or full. The search itself works without it.
  }
}
