import type { Page } from "@playwright/test";
import { expectNoFaults, expectNoFaultsUnder, readIn } from "./axe";
import { ask, composer, expect, heard, post, roomOf, say, test, unique } from "./fixtures";

const row = (page: Page, text: string) => heard(page).getByRole("article").filter({ hasText: text });
const handleOf = (name: string) => unique(name).replace(" ", "").toLowerCase();

test("an administrator makes a group, which is suggested, mentioned and shown with its people", async ({
  administrator,
  parley,
  signedIn,
}) => {
  const [ada, bob, cem] = [await signedIn("Ada"), await signedIn("Bob"), await signedIn("Cem")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const handle = handleOf("crew");
  const { page } = administrator;

  await page.goto("/admin/groups");
  await page.getByRole("button", { name: "Create group" }).click();
  const form = page.getByRole("dialog", { name: "Create group" });
  await form.getByLabel("Name").fill("Night crew");
  await expect(form.getByLabel("Handle")).toHaveValue("night.crew");
  await form.getByLabel("Handle").fill(ada.username);
  for (const { username } of [ada, bob, cem]) {
    await form.getByRole("searchbox").fill(username);
    await form.getByRole("checkbox", { name: `@${username}` }).check();
  }
  await form.getByRole("button", { name: "Create group" }).click();
  await expect(form.getByText("A person or another group has this name. Try another.")).toBeVisible();
  await form.getByLabel("Handle").fill(handle);
  await form.getByRole("button", { name: "Create group" }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole("row", { name: new RegExp(`@${handle}`) })).toContainText("3 people");

  for (const one of [ada, bob]) await one.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await composer(ada.page).pressSequentially(`@${handle.slice(0, 6)}`);
  const option = ada.page.getByRole("option", { name: new RegExp(`@${handle}`) });
  await expect(option).toContainText("Night crew");
  await expect(option).toContainText("3 people");
  await option.click();
  await composer(ada.page).pressSequentially("lights out");
  await composer(ada.page).press("Enter");
  await expect(ada.page.getByText("Cem isn't in this room and wasn't notified.")).toBeVisible();

  const chip = row(bob.page, "lights out").getByText("@Night crew");
  await expect(chip).toHaveAttribute("title", `@${handle}`);
  await chip.click();
  const card = bob.page.getByRole("dialog", { name: "Night crew" });
  await expect(card).toContainText("3 people · 2 in this room");
  await card.getByRole("button", { name: /Cem/ }).click();
  await expect(bob.page.getByRole("dialog", { name: "Cem" })).toContainText("Night crew");
  await bob.page.keyboard.press("Escape");

  // By keyboard, from the menu of the message.
  await row(bob.page, "lights out").click({ button: "right" });
  await bob.page.getByRole("menuitem", { name: "View profile" }).press("Enter");
  await bob.page.getByRole("menuitem", { name: "Night crew" }).press("Enter");
  await card.getByRole("button", { name: "Mention" }).click();
  await expect(composer(bob.page)).toHaveValue(`@${handle} `);
  expect((await ask(parley, "GET", "/me/mentions", undefined, bob.token)).items).toHaveLength(1);
});

test("a group of many in the room is called after a question, and one of few at once", async ({
  administrator,
  parley,
  signedIn,
}) => {
  const [ada, handle, few] = [await signedIn("Ada"), handleOf("many"), handleOf("few")];
  const den = await roomOf(parley, unique("Den"), [ada]);
  const made = await Promise.all(
    Array.from({ length: 21 }, (_, i) =>
      post(parley, "/admin/people", { username: `${handle}.${i}` }, administrator.token),
    ),
  );
  const memberIds = made.map(({ person }) => person.id);
  await post(parley, `/rooms/${den.id}/members`, { userIds: memberIds }, ada.token);
  await post(parley, "/groups", { handle, name: "Many", memberIds }, administrator.token);
  const two = { handle: few, name: "Few", memberIds: memberIds.slice(0, 2) };
  await post(parley, "/groups", two, administrator.token);
  const { page } = ada;
  await page.goto(`/rooms/${encodeURIComponent(den.name)}`);

  const groupsKnown = page.waitForResponse(/\/api\/v1\/groups\?limit=200$/);
  await say(page, `@${few} first`);
  await expect(row(page, "first")).toContainText("@Few");
  await groupsKnown;
  await composer(page).fill(`> @${handle} @all\n\nquoted`);
  await composer(page).press("Enter");
  await expect(row(page, "quoted")).toBeVisible();

  await say(page, `@${handle} second`);
  const question = page.getByRole("dialog", { name: "Notify many people?" });
  await expect(question).toContainText("up to 21 people");
  await question.getByRole("button", { name: "Keep editing" }).click();
  await expect(composer(page)).toHaveValue(`@${handle} second`);
  await composer(page).press("Enter");
  await question.getByRole("button", { name: "Send" }).click();
  await expect(row(page, "second")).toContainText("@Many");

  for (const text of [`@${handle} third`, "@all fourth"]) {
    await composer(page).fill(text);
    await page.getByRole("button", { name: "Send later" }).click();
    await page.getByRole("menuitem", { name: /^Tomorrow at/ }).click();
    await question.getByRole("button", { name: "Keep editing" }).click();
    await expect(composer(page)).toHaveValue(text);
    await page.getByRole("button", { name: "Send later" }).click();
    await page.getByRole("menuitem", { name: /^Tomorrow at/ }).click();
    await question.getByRole("button", { name: "Schedule" }).click();
    await expect(composer(page)).toHaveValue("");
  }
  await expect(page.getByText(/^2 messages are scheduled/)).toBeVisible();
});

test("a group is changed and deleted, and its old mentions keep their name", async ({
  administrator,
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const [handle, inner] = [handleOf("core"), handleOf("inner")];
  await post(parley, "/groups", { handle: inner, name: unique("Inner") }, administrator.token);
  const people = await ask(parley, "GET", `/users/${bob.username}`, undefined, ada.token);
  const { name } = await post(
    parley,
    "/groups",
    { handle, name: unique("Core"), memberIds: [people.id] },
    administrator.token,
  );
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await say(ada.page, `@${handle} hello`);

  await ada.page.route(/\/api\/v1\/groups\//, (route) => route.abort());
  await row(ada.page, "hello").getByText(`@${name}`).click();
  const card = ada.page.getByRole("dialog", { name });
  await expect(card).toContainText("Couldn't load this group.");
  await ada.page.unroute(/\/api\/v1\/groups\//);
  await card.getByRole("button", { name: "Retry" }).click();
  await expect(card).toContainText("1 person");
  await ada.page.keyboard.press("Escape");

  const { page } = administrator;
  await page.goto(`/admin/groups?q=${handle}`);
  const menu = page.getByRole("button", { name: `Actions for ${name}` });
  await menu.click();
  await page.getByRole("menuitem", { name: "Edit group" }).click();
  const form = page.getByRole("dialog", { name: "Edit group" });
  await form.getByRole("button", { name: "Remove Bob" }).click();
  await form.getByRole("checkbox", { name: new RegExp(`@${inner}`) }).check();
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole("row", { name: new RegExp(`@${handle}`) })).toContainText(
    "No people · 1 group in it",
  );

  await menu.click();
  await page.getByRole("menuitem", { name: "Delete group" }).click();
  const question = page.getByRole("dialog", { name: `Delete ${name}?` });
  await expect(question).toContainText("Messages that mention the group stay as they are.");
  await question.getByRole("button", { name: "Delete group" }).click();
  await expect(page.getByText("No groups match.")).toBeVisible();

  await ada.page.reload();
  await row(ada.page, "hello").getByText(`@${name}`).click();
  await expect(ada.page.getByRole("dialog", { name })).toContainText("This group no longer exists");
  expect((await ask(parley, "GET", "/me/mentions", undefined, bob.token)).items).toHaveLength(1);
});

test("members find the page of groups where they may make some, in Russian and on a phone", async ({
  administrator,
  parley,
  signedIn,
}) => {
  const { page } = administrator;
  const mia = (await signedIn("Mia", { locale: "ru" })).page;
  await mia.goto("/settings/profile");
  const link = mia.getByRole("link", { name: "Группы пользователей" });
  await expect(mia.getByRole("link", { name: "Профиль" })).toBeVisible();
  await expect(link).toHaveCount(0);

  await page.goto("/admin/settings");
  const makers = page.getByRole("group", { name: "Who can create user groups?" });
  await makers.getByRole("radio", { name: /Administrators and all members/ }).check();
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("Saved").first()).toBeVisible();

  await readIn(mia, parley.url, "ru");
  await mia.setViewportSize({ width: 360, height: 640 });
  await mia.goto("/settings/profile");
  await link.click();
  await mia.getByRole("button", { name: "Создать группу" }).click();
  const form = mia.getByRole("dialog");
  await form.getByLabel("Название").fill("Ночная смена");
  await expect(form.getByLabel("Имя для упоминания")).toHaveValue("nochnaya.smena");
  await expectNoFaultsUnder(mia, "the form of a group");
  await form.getByRole("button", { name: "Создать группу" }).click();
  await expect(form).toHaveCount(0);
  const made = mia.getByRole("row", { name: /@nochnaya\.smena/ });
  await expect(made).toContainText("Никого");
  expect(await mia.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await expectNoFaults(mia, "the page of groups");
  await made.getByRole("button").click();
  await mia.getByRole("menuitem", { name: "Удалить группу" }).click();
  await mia.getByRole("dialog").getByRole("button", { name: "Удалить группу" }).click();
  await expect(made).toHaveCount(0);
  await ask(parley, "PATCH", "/workspace", { groupMakers: "administrators" }, administrator.token);
});
