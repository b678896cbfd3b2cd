import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import en from "@/lib/shared/i18n/en.json";
import type { CardView } from "@/lib/shared/views";
import { LinkCard } from "./link-card";

const CARD: CardView = {
  url: "https://wiki.example/a",
  title: "Runbook",
  description: "Nine minutes.",
  siteName: "Wiki",
  host: "wiki.example",
  imageUrl: "/api/v1/messages/1/cards/images/2",
  imageWidth: 256,
  imageHeight: 128,
  isVideo: false,
  isHidden: false,
};

const render = (changes: Partial<CardView> = {}, onRemove: (() => void) | null = null) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <LinkCard card={{ ...CARD, ...changes }} onRemove={onRemove} />
    </NextIntlClientProvider>,
  );

test("a card leads where the message does, and says the host beside the site's own name", () => {
  const markup = render({ host: "xn--80ak6aa92e.example", siteName: "Bank" });
  expect(markup).toContain('href="https://wiki.example/a"');
  expect(markup).toContain('rel="noopener noreferrer nofollow"');
  expect(markup).toContain("xn--80ak6aa92e.example");
  expect(markup).toContain("Bank");
});

test("its picture comes from this server and has its place before it arrives", () => {
  const markup = render();
  expect(markup).toContain('src="/api/v1/messages/1/cards/images/2"');
  expect(markup).toMatch(/width="52" height="52"/);
  expect(render({ imageUrl: null })).not.toContain("<img");
});

test("markup in a title stays words, and an address of another scheme makes no card", () => {
  expect(render({ title: "<img src=x onerror=alert(1)>" })).toContain("&lt;img src=x");
  expect(render({ url: "javascript:alert(1)" })).toBe("");
});

test("behind a spoiler nothing of the card is told", () => {
  const markup = render({ isHidden: true });
  expect(markup).toContain(en.cards.hidden);
  expect(markup).not.toMatch(/Runbook|wiki|Nine|images/);
});

test("a video is marked, with and without a picture", () => {
  expect(render({ isVideo: true })).toContain('aria-label="Video"');
  expect(render({ isVideo: true, imageUrl: null })).toContain('aria-label="Video"');
  expect(render()).not.toContain('aria-label="Video"');
});

test("the remove button has a name and is there only for those who may", () => {
  expect(render({}, () => {})).toContain('aria-label="Remove preview"');
  expect(render()).not.toContain("Remove preview");
});
