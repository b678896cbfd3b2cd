import { vi } from "vitest";
import { draftFiles } from "@/lib/client/uploads/upload";
import { BrowserModel } from "./browser-model";
import type { UploadFate } from "./file-server-model";
import { outgoing } from "./outgoing";

export type Tab = ReturnType<BrowserModel["open"]>;

/** Runs everything until nothing is left to happen. */
export async function settle(browser: BrowserModel) {
  await browser.idle();
  while (vi.getTimerCount() > 0) {
    await vi.advanceTimersToNextTimerAsync();
    await browser.idle();
  }
}

export async function passed(ms: number, browser: BrowserModel) {
  await browser.idle();
  await vi.advanceTimersByTimeAsync(ms);
  await browser.idle();
}

export async function browserWith({ tabs = 1, fates = [] as UploadFate[] } = {}) {
  const browser = new BrowserModel();
  browser.server.files.fates = fates;
  const open = Array.from({ length: tabs }, () => browser.open());
  for (const tab of open) await tab.uploads.load();
  await browser.idle();
  const settled = () => settle(browser);
  return { browser, server: browser.server, settled, tab: open[0]!, other: open[1]! };
}

export const fileOf = (text: string, name = `${text}.txt`) => new File([text], name, { type: "text/plain" });

export const add = async (tab: Tab, ...texts: string[]) =>
  (await tab.uploads.load()).add(
    "den",
    texts.map((text) => fileOf(text)),
  );

export const namesIn = (tab: Tab) => draftFiles(tab.uploads.store.get(), "den").map(({ name }) => name);

/** Sends the draft's files with a text, as the composer does. */
export function send(tab: Tab, clientId: string, text = clientId) {
  const files = tab.uploads.take("den", clientId);
  return tab.outbox.push(outgoing(clientId, { roomId: "den", text, files }));
}

/** Messages as others read them: the text, then the contents of the files. */
export const readIn = ({ server }: BrowserModel) =>
  server.messagesOf("den").map(({ text, attachmentIds }) => [text, ...server.files.textsOf(attachmentIds)]);
