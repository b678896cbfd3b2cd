import type { Page } from "@playwright/test";
import { expectNoFaultsUnder } from "./axe";
import { ask, composer, expect, heard, roomOf, test, unique } from "./fixtures";

const row = (page: Page, text: string) => heard(page).getByRole("article").filter({ hasText: text });

test("confirmations: ask, confirm, undo, see who has not, and remind them", async ({ parley, signedIn }) => {
  const [ada, bob, cyd] = [await signedIn("Ada"), await signedIn("Bob"), await signedIn("Cyd")];
  const den = await roomOf(parley, unique("Den"), [ada, bob, cyd]);
  const path = `/rooms/${encodeURIComponent(den.name)}`;
  await ada.page.goto(path);
  const other = await bob.context.newPage();
  await other.goto("/activity");
  await expect(other.getByRole("heading", { name: "Activity" })).toBeVisible();

  await composer(ada.page).fill("The office is closed on Friday");
  await ada.page.getByRole("button", { name: "Send later" }).click();
  await ada.page.getByRole("menuitem", { name: "Send and ask to confirm" }).click();
  await expect(composer(ada.page)).toHaveValue("");
  const sent = row(ada.page, "closed on Friday");
  await expect(sent.getByRole("button", { name: "0 of 2 confirmed" })).toBeVisible();
  await expect(sent.getByRole("button", { name: "Confirm", exact: true })).toHaveCount(0);

  // It comes into an open Activity, and waits there until it is confirmed anywhere.
  const waits = other.getByText("A message waits for your confirmation");
  await expect(waits).toBeVisible();
  await bob.page.goto(path);
  const read = row(bob.page, "closed on Friday");
  const button = read.getByRole("button", { name: "Confirm", exact: true });
  await button.focus();
  await bob.page.keyboard.press("Enter");
  await expect(read.getByText(/^Confirmed/)).toBeVisible();
  await expect(read.getByText("1 person confirmed")).toBeVisible();
  await expect(waits).toHaveCount(0);
  await expect(sent.getByRole("button", { name: "1 of 2 confirmed" })).toBeVisible();
  await read.getByRole("button", { name: "Undo" }).click();
  await expect(sent.getByRole("button", { name: "0 of 2 confirmed" })).toBeVisible();
  await expect(waits).toBeVisible();
  await button.click();

  await sent.getByRole("button", { name: "1 of 2 confirmed" }).click();
  const dialog = ada.page.getByRole("dialog", { name: "Confirmations" });
  await expect(dialog.getByRole("region", { name: "Not confirmed yet" })).toContainText(cyd.username);
  await expect(dialog.getByRole("region", { name: "Confirmed", exact: true })).toContainText(bob.username);
  await expectNoFaultsUnder(ada.page, "the dialog of confirmations");
  await dialog.getByRole("button", { name: "Remind those who haven't" }).click();
  await expect(dialog.getByRole("status")).toHaveText("1 person is being reminded");
  await expect(dialog.getByRole("button", { name: "Remind those who haven't" })).toBeDisabled();

  // Only the one who has not confirmed gets a note, which leads to the message.
  const notes = async (token: string) => {
    const { items } = await ask(parley, "GET", "/rooms", undefined, token);
    return items.filter(({ lastMessage }: { lastMessage: { text: string } | null }) =>
      lastMessage?.text.includes("Waiting for your confirmation"),
    ).length;
  };
  await expect.poll(() => notes(cyd.token)).toBe(1);
  expect(await notes(bob.token)).toBe(0);
  await cyd.page.goto("/activity");
  await cyd.page.getByRole("link", { name: /closed on Friday/ }).click();
  await row(cyd.page, "closed on Friday").getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(dialog.getByText("Everyone confirmed.")).toBeVisible();
});
