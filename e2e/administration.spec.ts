import { expectNoFaults, expectNoFaultsUnder, readIn } from "./axe";
import { expect, roomOf, test, unique } from "./fixtures";

test("people are sorted by their headers, and a role is a menu in its row", async ({
  administrator: { page },
  signedIn,
}) => {
  const [zoe, abe] = [await signedIn("Kyrgo Zoe"), await signedIn("Kyrgo Abe")];
  await page.goto("/admin/people?q=kyrgo");
  const names = page.getByRole("row").getByRole("link", { name: /Kyrgo/ });
  await expect(names).toHaveText([abe.name, zoe.name]);
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("link", { name: "Name", exact: true }).click();
  await expect(page).toHaveURL(/q=kyrgo.*sort=name&order=desc/);
  await expect(names).toHaveText([zoe.name, abe.name]);
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "descending");

  const role = page.getByRole("combobox", { name: `Role of ${abe.name}` });
  await role.focus();
  await page.keyboard.press("ArrowDown");
  await page.getByRole("option", { name: "Member" }).waitFor();
  await page.keyboard.press("g");
  await expect(page.getByRole("option", { name: "Guest" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(role).toHaveText("Guest");
  await expect(role).toBeFocused();
  // The role is shown before it is stored; a reload in between would end the request.
  await expect(role).toHaveAttribute("aria-busy", "false");
  await page.reload();
  await expect(role).toHaveText("Guest");
});

test("of two quick changes of a role the last one stays", async ({ administrator: { page }, signedIn }) => {
  const { name, username } = await signedIn("Quinn");
  await page.goto(`/admin/people?q=${username}`);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/admin\/people/, async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  const role = page.getByRole("combobox", { name: `Role of ${name}` });
  for (const next of ["Guest", "Member"]) {
    await role.click();
    await page.getByRole("option", { name: next }).click();
    await expect(role).toHaveText(next);
  }
  release();
  await expect(role).toHaveAttribute("aria-busy", "false");
  await page.reload();
  await expect(role).toHaveText("Member");
});

test("a bulk action changes people together, and names the unchanged ones", async ({
  administrator: { page },
  parley,
  signedIn,
}) => {
  const people = [await signedIn("Bulky Ann"), await signedIn("Bulky Bob")];
  const den = await roomOf(parley, unique("Den"), [people[0]!]);
  await page.goto("/admin/people?q=bulky");
  await page.getByRole("checkbox", { name: "Select Bulky Ann" }).check();
  const bar = page.getByRole("region", { name: "Actions for selected rows" });
  await expect(bar).toContainText("1 selected");
  await page.keyboard.press("Escape");
  await expect(bar.getByRole("button")).toHaveCount(0);

  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await bar.getByRole("button", { name: "Add to rooms" }).click();
  const adding = page.getByRole("dialog", { name: "Add 2 people to rooms" });
  const add = adding.getByRole("button", { name: "Add to rooms" });
  await adding.getByRole("searchbox").fill(den.name);
  await page.keyboard.press("Enter");
  await adding.getByRole("checkbox", { name: den.name }).waitFor();
  await add.click();
  await expect(adding).toBeVisible();
  await adding.getByRole("checkbox", { name: den.name }).check();
  await add.click();
  await expect(bar).toContainText("Added 2 people.");

  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  let isFirst = true;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/admin\/people/, async (route) => {
    if (!isFirst || route.request().method() !== "POST") return route.continue();
    isFirst = false;
    await held;
    return route.abort();
  });
  await bar.getByRole("button", { name: "Deactivate" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
  await expect(bar).toContainText("0 of 2 done");
  await expect(bar.getByRole("button", { name: "Change role" })).toBeDisabled();
  release();
  await expect(bar).toContainText("Deactivated 1 person.");
  await expect(bar.getByRole("listitem")).toContainText("Bulky Ann");
  await expect(bar).toContainText("1 selected");
  await bar.getByRole("button", { name: "Try again" }).click();
  await expect(bar.getByRole("listitem")).toHaveCount(0);
  await expect(page.getByRole("cell", { name: /Deactivated/ })).toHaveCount(2);
});

test("the administration begins with an overview; people are saved as CSV", async ({
  administrator: { page },
}) => {
  await page.goto("/admin");
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await expect(page.getByText(/Everything is running|needs? a look/).first()).toBeVisible();
  await expect(page.getByRole("table", { name: "Messages a day" }).getByRole("row")).toHaveCount(30);
  await expect(page.getByRole("region", { name: "Health" })).toContainText("PostgreSQL");
  await page.getByRole("link", { name: "Active people" }).click();
  await expect(page.getByRole("heading", { name: "People" })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  expect((await download).suggestedFilename()).toBe("parley-people.csv");
});

test("rooms are archived together", async ({ administrator, parley }) => {
  const { page } = administrator;
  const tag = unique("Stale");
  for (const name of [`${tag} one`, `${tag} two`]) await roomOf(parley, name, [administrator]);
  await page.goto(`/admin/rooms?q=${encodeURIComponent(tag)}`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  const bar = page.getByRole("region", { name: "Actions for selected rows" });
  await bar.getByRole("button", { name: "Archive" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  await expect(bar).toContainText("Archived 2 rooms.");
  await expect(page.getByRole("cell", { name: /Archived/ })).toHaveCount(2);
});

test("the audit log names people, and is narrowed by days of a calendar", async ({
  administrator: { page },
  signedIn,
}) => {
  const ada = await signedIn("Adalind");
  await page.goto(`/admin/audit?q=${ada.username}`);
  await expect(page.getByRole("row").filter({ hasText: "Adalind" }).first()).toBeVisible();
  await page.getByRole("button", { name: /^From:/ }).click();
  await expect(page.getByRole("dialog", { name: "From" }).locator(":focus")).toBeVisible();
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=\d{4}-\d{2}-\d{2}/);
  await page.getByRole("button", { name: "Clear “From”" }).click();
  await expect(page.getByRole("button", { name: /^From:/ })).toBeFocused();
  await expect(page).not.toHaveURL(/from=\d/);
});

for (const [locale, words] of [
  ["en", { select: "Select ", role: "Role of ", actions: "Actions for " }],
  ["ru", { select: "Выбрать: ", role: "Роль: ", actions: "Действия: " }],
] as const)
  test(`axe finds no fault in the open menus of the people's table: ${locale}`, async ({
    administrator: { page },
    parley,
    signedIn,
  }) => {
    await readIn(page, parley.url, locale);
    const { name, username } = await signedIn("Axel");
    await page.goto(`/admin/people?q=${username}`);
    await page.getByRole("checkbox", { name: `${words.select}${name}` }).check();
    await expectNoFaults(page, "chosen people");
    await page.getByRole("combobox", { name: `${words.role}${name}` }).click();
    await page.getByRole("option").first().waitFor();
    await expectNoFaultsUnder(page, "the menu of a role");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: `${words.actions}${name}` }).click();
    await page.getByRole("menuitem").first().waitFor();
    await expectNoFaultsUnder(page, "the menu of a person");
  });
