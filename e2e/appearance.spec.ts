import { readFileSync } from "node:fs";
import { expectNoFaultsUnder } from "./axe";
import { expect, heard, post, roomOf, test, unique } from "./fixtures";

test("quick reactions are chosen in the settings, and do not change by themselves", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  await post(parley, `/rooms/${den.id}/messages`, { text: "Shipped" }, bob.token);
  const { page } = ada;
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/settings/appearance");
  await page.getByRole("button", { name: "Change quick reaction 1: 👍" }).click();
  const picker = page.getByRole("dialog", { name: "Pick an emoji" });
  await picker.getByRole("button", { name: "Food", exact: true }).click();
  await expect(picker.getByRole("region", { name: "Food" })).toBeInViewport();
  await expectNoFaultsUnder(page, "emoji picker");
  await picker.getByRole("searchbox").fill("rocket");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Change quick reaction 1: 🚀" })).toBeFocused();
  // One that is among the six already changes places.
  await page.getByRole("button", { name: "Change quick reaction 1: 🚀" }).click();
  await picker.getByRole("searchbox").fill("tada");
  const kept = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.keyboard.press("Enter");
  await kept;
  await expect(page.getByRole("button", { name: "Change quick reaction 4: 🚀" })).toBeVisible();

  await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  const row = heard(page).getByRole("article").filter({ hasText: "Shipped" });
  const bar = row.getByRole("toolbar", { name: "Actions" });
  await row.hover();
  await bar.getByRole("button", { name: "Add reaction" }).click();
  await picker.getByRole("searchbox").fill("fire");
  await page.keyboard.press("Enter");
  await expect(row.getByRole("list", { name: "Reactions" })).toContainText("🔥1");
  await row.click({ button: "right" });
  await expect(page.getByRole("menuitem", { name: /^React with/ })).toHaveCount(6);
  await expect(page.getByRole("menuitem", { name: /^React with/ }).nth(3)).toHaveText("🚀");
  await page.keyboard.press("Escape");
  await row.hover();
  await bar.getByRole("button", { name: "React with 🎉" }).click();
  await expect(row.getByRole("list", { name: "Reactions" })).toContainText("🎉1");
});

test("theme, language and the width of messages apply at once, and stay with the account", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await post(parley, `/rooms/${den.id}/messages`, { text: "so many words ".repeat(60) }, ada.token);
  const { page } = ada;
  await page.setViewportSize({ width: 1600, height: 800 });
  const widthOfText = async () => {
    await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
    return (await heard(page).locator("article > div").last().boundingBox())!.width;
  };
  expect(await widthOfText()).toBeLessThanOrEqual(720);

  await page.goto("/settings/appearance");
  await page.getByText("Dark", { exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByLabel("Use the full width for messages").check();
  await page.getByText("Русский", { exact: true }).click();
  await expect(page.getByRole("heading", { name: "Быстрые реакции" })).toBeVisible();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByLabel("Показывать сообщения во всю ширину")).toBeChecked();
  await expect(page.getByRole("radio", { name: "Тёмная" })).toBeChecked();
  expect(await widthOfText()).toBeGreaterThan(1000);
});

test("a new picture shows beside messages without a reload, and goes the same way", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  await post(parley, `/rooms/${den.id}/messages`, { text: "Here I am" }, ada.token);
  await bob.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  const row = heard(bob.page).getByRole("article").filter({ hasText: "Here I am" });
  await expect(row).toContainText("Here I am");
  await expect(row.locator("img")).toHaveCount(0);
  const authorization = `Bearer ${ada.token}`;
  const url = `${parley.url}/api/v1/me/avatar`;
  const body = readFileSync("app/apple-icon.png");
  await fetch(url, { method: "PUT", headers: { authorization, "content-type": "image/png" }, body });
  await expect(row.locator("img")).toHaveJSProperty("naturalWidth", 256);
  await fetch(url, { method: "DELETE", headers: { authorization } });
  await expect(row.locator("img")).toHaveCount(0);
});
