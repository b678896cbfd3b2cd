import type { Locator, Page } from "@playwright/test";
import sharp from "sharp";
import { expectNoFaults, expectNoFaultsUnder } from "./axe";
import { composer, expect, heard, roomOf, say, test, unique } from "./fixtures";

const row = (page: Page, text: string | RegExp): Locator =>
  heard(page).getByRole("article").filter({ hasText: text });

const nameOf = (name: string) => unique(name).replace(/\W+/g, "_").toLowerCase();

const parrot = () =>
  sharp({ create: { width: 60, height: 60, channels: 3, background: "#22aa66" } })
    .png()
    .toBuffer();

/** Opens the picker for a reaction to a message. */
async function pickFor(page: Page, text: string) {
  await row(page, text).hover();
  await row(page, text).getByRole("button", { name: "Add reaction" }).first().click();
  await page.getByRole("searchbox", { name: "Search emoji" }).waitFor();
}

test("an emoji is added, used by two people in texts and reactions, renamed and deleted", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const [name, renamed] = [nameOf("parrot"), nameOf("bird")];

  await ada.page.goto("/settings/emoji");
  await ada.page.getByRole("button", { name: "Add emoji" }).click();
  const form = ada.page.getByRole("dialog", { name: "Add emoji" });
  await form.getByRole("button", { name: "Add emoji" }).click();
  await expect(form.getByText("Choose an image first.")).toBeVisible();
  const upload = { name: "Party Parrot.png", mimeType: "image/png" };
  await form.locator("input[type=file]").setInputFiles({ ...upload, buffer: Buffer.from("<svg/>") });
  await expect(form.getByLabel("Name", { exact: true })).toHaveValue("party_parrot");
  await form.getByRole("button", { name: "Add emoji" }).click();
  await expect(form.getByText("This isn't an image Parley can show.")).toBeVisible();
  await form.locator("input[type=file]").setInputFiles({ ...upload, buffer: await parrot() });
  await form.getByLabel("Name", { exact: true }).fill("tada");
  await form.getByRole("button", { name: "Add emoji" }).click();
  await expect(form.getByText("A built-in emoji has this name. Try another.")).toBeVisible();
  await form.getByLabel("Name", { exact: true }).fill(name);
  await form.getByLabel("Other names (optional)").fill(`${name}_two, ${name}_three`);
  await form.getByRole("button", { name: "Add emoji" }).click();
  await expect(form).toHaveCount(0);
  const entry = ada.page.getByRole("row", { name: new RegExp(`:${name}:`) });
  await expect(entry).toContainText(`:${name}_two:`);
  await expectNoFaults(ada.page, "custom emoji");

  for (const { page } of [ada, bob]) await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await say(bob.page, "Shipped");
  await composer(ada.page).pressSequentially(`Look :${name.slice(0, -1)}`);
  await ada.page.getByRole("option", { name: `:${name}:` }).click();
  await expect(composer(ada.page)).toHaveValue(`Look :${name}:`);
  await composer(ada.page).press("Enter");
  const inText = (page: Page) => row(page, "Look").getByRole("img", { name: `:${name}:`, exact: true });
  for (const { page } of [ada, bob]) await expect(inText(page)).toBeVisible();
  const small = await inText(bob.page).boundingBox();

  // An image among words is copied as it was typed.
  const copied = await row(bob.page, "Look")
    .locator("p", { hasText: "Look" })
    .evaluate((element) => {
      getSelection()?.selectAllChildren(element);
      return getSelection()?.toString();
    });
  expect(copied?.trim()).toBe(`Look :${name}:`);

  await say(ada.page, `:${name}_two:`);
  const alone = heard(bob.page).getByRole("img", { name: `:${name}_two:`, exact: true });
  await expect(alone).toBeVisible();
  expect((await alone.boundingBox())!.height).toBeGreaterThan(small!.height * 1.3);

  await pickFor(ada.page, "Shipped");
  await ada.page.getByRole("searchbox", { name: "Search emoji" }).fill(name);
  await ada.page.getByRole("button", { name: `:${name}:`, exact: true }).click();
  const chip = (page: Page, as: string, count: number) =>
    row(page, "Shipped").getByRole("button", { name: new RegExp(`:${as}: *${count}`) });
  await expect(chip(bob.page, name, 1)).toBeVisible();
  await chip(bob.page, name, 1).click();
  await expect(chip(ada.page, name, 2)).toHaveAttribute("aria-pressed", "true");

  const settings = await ada.context.newPage();
  await settings.goto("/settings/emoji");
  await settings.getByRole("searchbox").fill(name);
  await settings.getByRole("searchbox").press("Enter");
  await settings.getByRole("button", { name: `Actions for ${name}` }).click();
  await settings.getByRole("menuitem", { name: "Change names" }).click();
  const names = settings.getByRole("dialog", { name: "Change names" });
  await names.getByLabel("Name", { exact: true }).fill(renamed);
  await names.getByRole("button", { name: "Save" }).click();
  await expect(names).toHaveCount(0);
  await expect(chip(bob.page, renamed, 2)).toBeVisible();
  await say(bob.page, `Now :${renamed}: not :${name}:`);
  for (const { page } of [ada, bob]) {
    await expect(inText(page)).toBeVisible();
    await expect(row(page, "Now").getByRole("img")).toHaveCount(1);
  }

  await settings.goto(`/settings/emoji?q=${renamed}`);
  await settings.getByRole("button", { name: `Actions for ${renamed}` }).click();
  await settings.getByRole("menuitem", { name: "Delete emoji" }).click();
  await settings.getByRole("dialog").getByRole("button", { name: "Delete emoji" }).click();
  await expect(settings.getByText("No emoji match.")).toBeVisible();

  await say(ada.page, `Later :${renamed}:`);
  await expect(row(bob.page, "Later")).toContainText(`:${renamed}:`);
  await expect(row(bob.page, "Later").getByRole("img")).toHaveCount(0);
  await bob.page.reload();
  await expect(inText(bob.page)).toBeVisible();
  await expect(chip(bob.page, renamed, 2)).toBeVisible();

  // Ada's recently used one is gone from the picker, which works.
  await pickFor(ada.page, "Later");
  await expect(ada.page.getByRole("button", { name: `:${renamed}:`, exact: true })).toHaveCount(0);
  await ada.page.getByRole("searchbox", { name: "Search emoji" }).fill("tada");
  await ada.page.getByRole("searchbox", { name: "Search emoji" }).press("Enter");
  await expect(row(bob.page, "Later").getByRole("button", { name: /^🎉, 1 reaction/ })).toBeVisible();
});

test("only administrators add emoji where the workspace says so, on a phone too", async ({
  administrator,
  signedIn,
}) => {
  const cem = await signedIn("Cem");
  const { page } = administrator;
  const choose = async (who: string) => {
    await page.goto("/admin/settings");
    await page
      .getByRole("group", { name: "Who can add custom emoji?" })
      .getByRole("radio", { name: who })
      .check();
    await page.getByRole("button", { name: "Save", exact: true }).first().click();
    await expect(page.getByText("Saved", { exact: false }).first()).toBeVisible();
  };
  await choose("Only administrators");
  await cem.page.setViewportSize({ width: 360, height: 720 });
  await cem.page.goto("/settings/emoji");
  await expect(cem.page.getByRole("heading", { name: "Custom emoji" })).toBeVisible();
  await expect(cem.page.getByRole("button", { name: "Add emoji" })).toHaveCount(0);
  await choose("Administrators and all members");
  await cem.page.reload();
  await cem.page.getByRole("button", { name: "Add emoji" }).first().click();
  await expectNoFaultsUnder(cem.page, "a new emoji on a phone");
});
