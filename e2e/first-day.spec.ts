import { test as base, type Locator, type Page } from "@playwright/test";
import sharp from "sharp";
import { expectNoFaults, expectNoFaultsUnder } from "./axe";
import { ask, composer, expect, heard, PASSWORD, post, roomOf, say, test, unique } from "./fixtures";
import { startParley } from "./server";

/** Fills in the form of a new account, and leaves the username as it is proposed. */
async function introduce(page: Page, name: string): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
}

/** Sends by the button: Enter begins a new line where there is a touch screen. */
async function sayOnPhone(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).tap();
}

/** The picture of a workspace, loaded. */
const picture = (within: Page | Locator) => within.locator("img[src^='/api/v1/workspace/picture']");

const logo = () =>
  sharp({ create: { width: 300, height: 200, channels: 3, background: "#124" } })
    .png()
    .toBuffer();

base(
  "from an empty installation to three voices in a room, and all of it there after a restart",
  async ({ browser }) => {
    const parley = await startParley();
    const ada = await browser.newPage({ baseURL: parley.url, locale: "en-GB" });
    const bob = await browser.newPage({
      baseURL: parley.url,
      locale: "en-GB",
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    let link = "";

    await base.step("Ada sets the workspace up, and a username is proposed", async () => {
      await ada.goto("/");
      await expect(ada.getByRole("radio", { name: /Invite-only/ })).toBeChecked();
      await ada.getByLabel("Workspace name").fill("Northwind Labs");
      const picker = ada.locator("input[type=file]");
      const bad = { name: "a.png", mimeType: "image/png", buffer: Buffer.from("no picture") };
      // The page's script may not be there at once.
      await expect(async () => {
        await picker.setInputFiles(bad);
        await expect(ada.getByText("Couldn't read this image")).toBeVisible({ timeout: 1_000 });
      }).toPass();
      await picker.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: await logo() });
      await expect(ada.getByText("Couldn't read this image")).toHaveCount(0);
      await introduce(ada, "Áда Lovelace");
      await expect(ada.getByLabel("Username")).toHaveValue("ada.lovelace");
      await ada.getByLabel("Username").fill("ada");
      await ada.getByLabel("Your name").fill("Ada Lovelace");
      await expect(ada.getByLabel("Username")).toHaveValue("ada");
      await ada.getByLabel("Email (optional)").fill("ada@example.com");
      await ada.getByRole("button", { name: "Create workspace" }).click();
      await expect(ada.getByText("Northwind Labs is up and it's yours.")).toBeVisible();
      await expect(picture(ada.getByRole("navigation", { name: "Rooms" }))).toBeVisible();
      await ada.emulateMedia({ reducedMotion: "reduce" });
      await expectNoFaults(ada, "the start page");
    });

    await base.step("she copies a link, and Bob joins by it on his phone", async () => {
      await ada.getByRole("button", { name: "Copy link" }).click();
      await expect(ada.getByLabel("Invitation link")).toHaveValue(/invite=/);
      link = await ada.getByLabel("Invitation link").inputValue();
      await bob.goto(link);
      await expect(picture(bob)).toBeVisible();
      await introduce(bob, "Боб");
      await expect(bob.getByLabel("Username")).toHaveValue("bob");
      await bob.getByRole("button", { name: "Sign up" }).tap();
      await expect(bob).toHaveURL(/\/rooms\/general$/);
      await expect(ada.getByText("1 person has joined.")).toBeVisible();
    });

    await base.step("both say hello in general", async () => {
      await ada.getByRole("main").getByRole("link", { name: "Open general" }).click();
      await say(ada, "Is anyone here?");
      await expect(heard(bob)).toContainText("Is anyone here?");
      await sayOnPhone(bob, "I am");
      await expect(heard(ada)).toContainText("I am");
    });

    await base.step("she makes a room, and the steps are done and go away", async () => {
      await ada.getByRole("link", { name: "Start" }).click();
      await expect(ada.getByText("Say hello in # general (done)")).toBeVisible();
      await ada.getByRole("main").getByRole("button", { name: "Create a room" }).click();
      await ada.getByLabel("Name", { exact: true }).fill("platform");
      await ada.getByRole("button", { name: "Create room" }).click();
      await expect(ada).toHaveURL(/\/rooms\/platform$/);
      await ada.getByRole("link", { name: "Start" }).click();
      await expect(ada.getByText("You're all set")).toBeVisible();
      const rendered = ada.waitForResponse((response) => response.url().includes("_rsc="));
      await post(parley, "/auth/register", {
        username: "carol",
        password: PASSWORD,
        invite: link.split("=")[1],
      });
      await rendered;
      await ada.getByRole("button", { name: "Go to your rooms" }).click();
      await expect(ada).toHaveURL(/\/rooms\//);
      await expect(ada.getByRole("link", { name: "Start" })).toHaveCount(0);
      await ada.goto("/");
      await expect(ada).toHaveURL(/\/rooms\//);
    });

    await base.step("Bob joins the new room, and a script posts there by REST", async () => {
      await ada.goto("/rooms/platform");
      await bob.goto("/rooms/platform");
      await bob.getByRole("button", { name: /^Join/ }).click();
      await sayOnPhone(bob, "Hello, platform");
      await expect(heard(ada)).toContainText("Hello, platform");
      const { accessToken } = await post(parley, "/auth/login", { username: "ada", password: PASSWORD });
      await post(parley, "/rooms/platform/messages", { text: "Release 1.0 is out" }, accessToken);
      for (const page of [ada, bob]) await expect(heard(page)).toContainText("Release 1.0 is out");
    });

    await base.step(
      "the server stops and starts again: everything is there, and talking goes on",
      async () => {
        await parley.restart();
        await ada.reload();
        for (const text of ["Hello, platform", "Release 1.0 is out"])
          await expect(heard(ada)).toContainText(text);
        await expect(composer(bob)).toBeVisible();
        await say(ada, "Still here");
        await expect(heard(bob)).toContainText("Still here");
      },
    );

    expect(await parley.stop()).toBe(0);
  },
);

test("an administrator invites from the menu, a room's beginning, and where nobody has a name", async ({
  administrator,
  parley,
}) => {
  const den = await roomOf(parley, unique("Den"), [administrator]);
  const { page } = administrator;
  const dialog = page.getByRole("dialog", { name: "Invite people to Northwind Labs" });
  await page.goto(`/rooms/${encodeURIComponent(den.name)}`);

  await page.getByRole("button", { name: "Create new" }).click();
  await page.getByRole("menuitem", { name: "Invite people" }).click();
  await expect(dialog.getByRole("button", { name: "Copy link" })).toBeFocused();
  await dialog.getByRole("button", { name: "Change" }).click();
  await expect(dialog.getByRole("combobox", { name: "Expires" })).toBeFocused();
  await dialog.getByRole("combobox", { name: "Expires" }).click();
  await page.getByRole("option", { name: "No end date" }).click();
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await expect(dialog.getByLabel("Invitation link")).toHaveValue(/invite=/);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expectNoFaultsUnder(page, "the invite dialog");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  const main = page.getByRole("main");
  await main.getByRole("button", { name: "Invite people" }).click();
  await expect(dialog).toContainText(`# ${den.name}`);
  await dialog.getByRole("button", { name: "Add people already here" }).click();
  await page.getByRole("searchbox", { name: "Find people" }).fill("nobody-like-this");
  const adding = page.getByRole("dialog", { name: "Add people" });
  await adding.getByRole("button", { name: "Invite people" }).click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  await page.getByRole("button", { name: "Search or jump to…" }).click();
  await page.getByRole("combobox", { name: /^Find a room, person/ }).fill("invi");
  await page.getByRole("option", { name: "Invite people" }).click();
  const link = dialog.getByLabel("Invitation link");
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await expect(link).toHaveValue(/invite=/);
  const first = await link.inputValue();

  // A link that still works is there again; a revoked one is replaced.
  const open = async () => {
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await page.getByRole("button", { name: "Create new" }).click();
    await page.getByRole("menuitem", { name: "Invite people" }).click();
  };
  await open();
  await expect(link).toHaveValue(first);
  const { items } = await ask(parley, "GET", "/invitations", undefined, administrator.token);
  for (const { id } of items)
    await ask(parley, "DELETE", `/invitations/${id}`, undefined, administrator.token);
  await open();
  await expect(link).toHaveValue("");
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject();
    document.execCommand = () => false;
  });
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await expect(link).toHaveValue(/invite=/);
  expect(await link.inputValue()).not.toBe(first);
  await expect(link).toBeFocused();
});

test("a room is made by name and lock, with a password that is made up and copied", async ({
  administrator,
}) => {
  const { page } = administrator;
  await page.goto("/rooms");
  await page.getByRole("button", { name: "Create a room" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create a room" });
  await expect(dialog.getByLabel("Topic (optional)")).toBeHidden();
  await dialog.getByLabel("Name", { exact: true }).fill(unique("Vault"));
  await dialog.getByRole("radio", { name: /Anyone with the password/ }).check();
  await dialog.getByLabel("Room password").fill("abc");
  await dialog.getByRole("button", { name: "Create room" }).click();
  await expect(dialog.getByText("Use at least 6 characters.")).toBeVisible();
  await expect(dialog.getByText(/^At least 6 characters/)).toBeVisible();
  await dialog.getByRole("button", { name: "Generate" }).click();
  await expect(dialog.getByLabel("Room password")).toHaveValue(/^[a-z]{4}(-[a-z]{4}){3}$/);
  await expect(dialog.getByRole("button", { name: "Copy" })).toBeVisible();
  await dialog.getByText("More options").click();
  await dialog.getByLabel("Topic (optional)").fill("Secrets");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expectNoFaultsUnder(page, "the form of a new room");
  await dialog.getByRole("button", { name: "Create room" }).click();
  await expect(page.getByRole("heading", { name: /^Vault/ })).toBeVisible();
});

test("members invite where the workspace lets them, in Russian, and revoke their own links", async ({
  administrator,
  parley,
  signedIn,
}) => {
  const { page } = administrator;
  const mia = (await signedIn("Mia", { locale: "ru" })).page;
  const menu = () => mia.getByRole("menuitem", { name: "Пригласить людей" });
  await mia.goto("/");
  await mia.getByRole("button", { name: "Создать", exact: true }).click();
  await expect(mia.getByRole("menuitem").first()).toBeVisible();
  await expect(menu()).toHaveCount(0);

  await page.goto("/admin/settings");
  await page.getByRole("radio", { name: /Administrators and members/ }).check();
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("Saved").first()).toBeVisible();

  await mia.reload();
  await mia.getByRole("button", { name: "Создать", exact: true }).click();
  await menu().click();
  const dialog = mia.getByRole("dialog");
  await dialog.getByRole("button", { name: "Скопировать" }).click();
  await expect(dialog.getByLabel("Ссылка-приглашение")).toHaveValue(/invite=/);
  await dialog.getByRole("button", { name: "Ваши приглашения" }).click();
  await dialog.getByRole("button", { name: "Отозвать" }).click();
  await expect(dialog.getByText("Открытых приглашений у вас нет.")).toBeVisible();
  await mia.emulateMedia({ reducedMotion: "reduce" });
  await expectNoFaultsUnder(mia, "the invite dialog in Russian");
  await ask(parley, "PATCH", "/workspace", { inviters: "administrators" }, administrator.token);
});
