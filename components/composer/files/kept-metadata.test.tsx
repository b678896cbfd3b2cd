import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import en from "@/lib/shared/i18n/en.json";
import { KeptMetadata } from "./kept-metadata";

const file = (name: string, type: string) => ({ name, type, voice: null });

const render = (...files: Parameters<typeof KeptMetadata>[0]["files"]) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <KeptMetadata files={files} />
    </NextIntlClientProvider>,
  );

test("a file whose metadata is kept is named, several are counted", () => {
  expect(render(file("a.heic", "image/heic"), file("b.jpg", "image/jpeg"))).toContain(
    "a.heic may contain details such as where it was taken.",
  );
  expect(render(file("a.heic", "image/heic"), file("b.flac", "audio/flac"))).toContain(
    "2 files may contain details such as where they were taken.",
  );
});

test("files that the server cleans, and voice messages, need no word", () => {
  const voice = { ...file("v.webm", "audio/webm"), voice: { duration: 1, waveform: [] } };
  expect(render(file("b.jpg", "image/jpeg"), file("c.mp4", "video/mp4"), voice)).toBe("");
});
