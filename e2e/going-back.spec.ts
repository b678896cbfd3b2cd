import { expect, heard, post, roomOf, test, unique } from "./fixtures";

test("a visited room shows again without the server, new messages included", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const attic = await roomOf(parley, unique("Attic"), [ada, bob]);
  const link = (name: string) => bob.page.getByRole("link", { name: new RegExp(name) });
  await bob.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  for (const name of [attic.name, den.name, attic.name]) {
    await link(name).click();
    await expect(heard(bob.page)).toHaveAccessibleName(new RegExp(name));
  }

  await post(parley, `/rooms/${den.id}/messages`, { text: "Where were you?" }, ada.token);
  await expect(link(den.name)).toContainText("1");
  const asked: string[] = [];
  bob.page.on("request", (request) => request.url().includes("_rsc") && asked.push(request.url()));
  await link(den.name).click();
  await expect(heard(bob.page)).toContainText("Where were you?");
  await expect(heard(bob.page).getByRole("heading", { name: "New", exact: true })).toBeVisible();
  expect(asked).toEqual([]);
});

test("a visited room is not shown again after leaving it", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const attic = await roomOf(parley, unique("Attic"), [ada, bob]);
  await post(parley, `/rooms/${attic.id}/messages`, { text: "Said in the attic" }, ada.token);
  await bob.page.goto(`/rooms/${encodeURIComponent(attic.name)}`);
  await expect(heard(bob.page)).toContainText("Said in the attic");
  const link = bob.page.getByRole("link", { name: new RegExp(attic.name) });
  await bob.page.getByRole("link", { name: new RegExp(den.name) }).click();
  await expect(heard(bob.page)).toHaveAccessibleName(new RegExp(den.name));

  await fetch(`${parley.url}/api/v1/rooms/${attic.id}/members/${bob.username}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${ada.token}` },
  });
  await expect(link).toHaveCount(0);
  await bob.page.goBack();
  await expect(bob.page).toHaveURL(new RegExp(encodeURIComponent(attic.name)));
  await expect(bob.page.getByRole("button", { name: "Join" })).toBeVisible();
  await expect(bob.page.getByText("Said in the attic")).toHaveCount(0);
});
