"use client";

import { type ComponentType, Suspense, use } from "react";
import { PlainText } from "./plain-text";

type Part = ComponentType<{ text: string }>;

const AGAIN_MS = 2_000;
const MOST_REST_MS = 1_500;

let loaded: Part | null = null;
let coming: Promise<Part> | null = null;

/** Fetches the script that reads formatting, once. It never fails: without a network it tries again. */
export function fetchFormatting(): Promise<Part> {
  coming ??= attempt();
  return coming;
}

async function attempt(): Promise<Part> {
  try {
    loaded = (await import("./formatted-text")).default;
    return loaded;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    return attempt();
  }
}

/** Fetches it as soon as the page has nothing else to do: what comes live is then formatted at once. */
export function fetchFormattingLater(): void {
  if (typeof requestIdleCallback === "function")
    requestIdleCallback(() => void fetchFormatting(), { timeout: MOST_REST_MS });
  else setTimeout(() => void fetchFormatting(), MOST_REST_MS);
}

// A server writes every text with its formatting, so it has the script before anybody asks.
if (typeof window === "undefined") void fetchFormatting();

/**
 * A text with its formatting, whose script is not among those that a room needs at first. What the server has written
 * stays on the screen until it is there: React brings each such text to life by itself.
 */
export function Formatted({ text }: { text: string }) {
  return (
    <Suspense fallback={<PlainText text={text} />}>
      <WhenLoaded text={text} />
    </Suspense>
  );
}

function WhenLoaded({ text }: { text: string }) {
  const Text = loaded ?? use(fetchFormatting());
  return <Text text={text} />;
}
