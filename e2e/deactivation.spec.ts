import { choose, expect, heard, logIn, PASSWORD, post, roomOf, say, test, unique } from "./fixtures";

test("a deactivated person leaves the open room and hears nothing more", async ({
  administrator,
  parley,
  signedIn,
  stranger,
}) => {
  const [ada, eve] = [await signedIn("Ada"), await signedIn("Evelyn")];
  const den = await roomOf(parley, unique("Den"), [ada, eve]);
  await eve.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await post(parley, `/rooms/${den.id}/messages`, { text: "Everyone hears this" }, ada.token);
  await expect(heard(eve.page)).toContainText("Everyone hears this");

  await administrator.page.goto(`/admin/people?q=${eve.username}`);
  await choose(administrator.page, "Evelyn", "Deactivate");
  const over = eve.page.getByText("You've been logged out.");
  await administrator.page.getByRole("button", { name: "Deactivate", exact: true }).click();
  await expect(administrator.page.getByRole("dialog")).toHaveCount(0);
  await post(parley, `/rooms/${den.id}/messages`, { text: "Not for Evelyn" }, ada.token);
  await expect(over.or(eve.page.getByRole("heading", { name: "Sign in" })).first()).toBeVisible();
  await expect(eve.page.getByText("Not for Evelyn")).toHaveCount(0);

  await expect(eve.page).toHaveURL(/login/);
  await logIn(stranger, eve.username, PASSWORD);
  await expect(stranger.getByText("Wrong username or password. Check both and try again.")).toBeVisible();

  await choose(administrator.page, "Evelyn", "Reactivate");
  await administrator.page.getByRole("button", { name: "Reactivate", exact: true }).click();
  await expect(administrator.page.getByRole("dialog")).toHaveCount(0);
  await logIn(stranger, eve.username, PASSWORD);
  await stranger.getByRole("link", { name: new RegExp(den.name) }).click();
  await say(stranger, "I am back");
  await expect(heard(stranger)).toContainText("Not for Evelyn");
});

test("only administrators see the administration", async ({ signedIn }) => {
  const ada = await signedIn("Ada");
  for (const page of ["", "people", "invitations", "audit", "settings"]) {
    const response = await ada.page.goto(`/admin/${page}`);
    expect(response?.status(), page).toBe(404);
  }
});
