import { expect, heard, PASSWORD, roomOf, say, test, unique } from "./fixtures";

test("an administrator invites a person into a room, who is then in it", async ({
  administrator,
  parley,
  stranger,
}) => {
  const den = await roomOf(parley, unique("Den"), [administrator]);
  const { page } = administrator;

  await page.goto("/admin/people");
  await page.getByRole("link", { name: "Invitations" }).click();
  await page.getByRole("button", { name: "Invite people" }).click();
  await page.getByRole("checkbox", { name: den.name }).check();
  await page.getByLabel("Number of people").fill("1");
  await page.getByRole("button", { name: "Create link" }).click();
  const link = await page.getByLabel("Invitation link").inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("cell", { name: "0 of 1" }).first()).toBeVisible();

  await stranger.goto(link);
  await expect(stranger.getByText("You've been invited to Northwind Labs.")).toBeVisible();
  await stranger.getByLabel("Your name").fill("Grace");
  await stranger.getByLabel("Username").fill(unique("grace").replace(" ", "."));
  await stranger.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await stranger.getByRole("button", { name: "Sign up" }).click();
  await stranger.getByRole("link", { name: new RegExp(den.name) }).click();
  await say(stranger, "I came by your link");
  await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await expect(heard(page)).toContainText("I came by your link");

  await stranger.context().clearCookies();
  await stranger.goto(link);
  await expect(stranger.getByText("has expired")).toBeVisible();
});

test("a revoked invitation is dead", async ({ administrator, stranger }) => {
  const { page } = administrator;
  await page.goto("/admin/invitations");
  await page.getByRole("button", { name: "Invite people" }).click();
  await page.getByRole("radio", { name: /Guest/ }).check();
  await page.getByRole("button", { name: "Create link" }).click();
  const link = await page.getByLabel("Invitation link").inputValue();
  await page.getByRole("button", { name: "Done" }).click();

  const row = page.getByRole("row").filter({ hasText: "Guest" }).first();
  await row.getByRole("button", { name: "Actions for the invitation" }).click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await stranger.goto(link);
  await expect(stranger.getByText("has expired")).toBeVisible();
});
