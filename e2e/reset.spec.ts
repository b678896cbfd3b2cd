import { choose, expect, logIn, PASSWORD, test } from "./fixtures";

const NEW_PASSWORD = "an altogether different one";

test("a forgotten password is set anew by an administrator's link, which works once", async ({
  administrator,
  signedIn,
  stranger,
}) => {
  const bob = await signedIn("Robert");
  await bob.page.goto("/");

  await stranger.goto("/login");
  await stranger.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(stranger.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
  await stranger.getByLabel("Username or email").fill(bob.username);
  await stranger.getByRole("button", { name: "Send link" }).click();
  await expect(stranger.getByText("Ask an administrator")).toBeVisible();

  await administrator.page.goto(`/admin/people?q=${bob.username}`);
  await choose(administrator.page, "Robert", "Create password reset link");
  await administrator.page.getByRole("button", { name: "Create link" }).click();
  const link = await administrator.page.getByLabel("Password reset link").inputValue();

  await stranger.goto(link);
  await stranger.getByLabel("New password").fill("short");
  await stranger.getByRole("button", { name: "Set password" }).click();
  await expect(stranger.getByText("At least 10 characters.")).toBeVisible();
  await stranger.getByLabel("New password").fill(NEW_PASSWORD);
  await stranger.getByRole("button", { name: "Set password" }).click();
  await expect(stranger.getByText("Your password has been changed.")).toBeVisible();
  await expect(bob.page, "his other sessions are over").toHaveURL(/login/);

  await logIn(stranger, bob.username, PASSWORD);
  await expect(stranger.getByText("Wrong username or password. Check both and try again.")).toBeVisible();
  await logIn(stranger, bob.username, NEW_PASSWORD);
  await expect(stranger).not.toHaveURL(/login/);

  await bob.page.goto(link);
  await bob.page.getByLabel("New password").fill("yet another password");
  await bob.page.getByRole("button", { name: "Set password" }).click();
  await expect(bob.page.getByText("This link has expired.")).toBeVisible();
});

test("an added person changes the given password before anything else", async ({
  administrator,
  stranger,
}) => {
  const { page } = administrator;
  const username = `carol.${process.pid}`;
  await page.goto("/admin/people");
  await page.getByRole("button", { name: "Add a person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Carol");
  await dialog.getByLabel("Username").fill(username);
  await dialog.getByRole("button", { name: "Create account" }).click();
  const given = await dialog.getByLabel(/Temporary password/).inputValue();

  await logIn(stranger, username, given);
  await expect(stranger.getByRole("heading", { name: "Choose your own password" })).toBeVisible();
  await stranger.goto("/rooms");
  await expect(stranger, "nothing else is open to her").toHaveURL(/setup/);
  await stranger.getByLabel("Temporary password").fill(given);
  await stranger.getByLabel("New password").fill(NEW_PASSWORD);
  await stranger.getByRole("button", { name: "Set password" }).click();
  await expect(stranger).not.toHaveURL(/setup/);
  await stranger.goto("/rooms");
  await expect(stranger.getByRole("heading", { name: "Browse rooms" })).toBeVisible();
});
