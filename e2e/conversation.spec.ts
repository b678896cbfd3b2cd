import { composer, expect, heard, lines, post, roomOf, say, sayAll, test, unique } from "./fixtures";

test("two people talk, and messages missed while offline come back", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  for (const { page } of [ada, bob]) await page.goto(`/rooms/${encodeURIComponent(den.name)}`);

  await say(ada.page, "Is this thing on?");
  await expect(heard(bob.page)).toContainText("Is this thing on?");

  await bob.context.setOffline(true);
  await say(ada.page, "You missed this");
  await say(bob.page, "Typed in a tunnel");
  await expect(heard(bob.page)).toContainText("Typed in a tunnel");
  await bob.context.setOffline(false);

  await expect(heard(bob.page)).toContainText("You missed this");
  await expect(heard(ada.page)).toContainText("Typed in a tunnel");
  await expect(heard(ada.page).getByText("Typed in a tunnel")).toHaveCount(1);
});

test("unread rooms are bold and counted, and the open room is read", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const [den, attic] = [
    await roomOf(parley, unique("Den"), [ada, bob]),
    await roomOf(parley, unique("Attic"), [ada, bob]),
  ];
  await bob.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  for (const text of ["one", "two"]) await post(parley, `/rooms/${attic.id}/messages`, { text }, ada.token);

  const link = bob.page.getByRole("link", { name: new RegExp(attic.name) });
  await expect(link).toContainText("2");
  await expect(bob.page).toHaveTitle(`• ${den.name}`);
  await link.click();
  await expect(heard(bob.page)).toContainText("two");
  await expect(link).not.toContainText("2 unread");
  await expect(bob.page).toHaveTitle(attic.name);
});

test("a long history opens at its end, and scrolling up brings the rest without a jump", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await sayAll(parley, den.id, lines(130), ada.token);
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await expect(heard(ada.page).getByText("line 130.", { exact: true })).toBeInViewport();
  await expect(heard(ada.page).getByText("line 1.", { exact: true })).toHaveCount(0);

  for (const text of ["line 75.", "line 30.", "line 1."]) {
    await expect(async () => {
      await heard(ada.page).hover();
      await ada.page.mouse.wheel(0, -4000);
      await expect(heard(ada.page).getByText(text, { exact: true })).toHaveCount(1, { timeout: 500 });
    }).toPass();
  }
});

test("the composer keeps a draft per room, breaks lines with Shift+Enter, and refuses too much", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const [den, attic] = [
    await roomOf(parley, unique("Den"), [ada]),
    await roomOf(parley, unique("Attic"), [ada]),
  ];
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await composer(ada.page).fill("half a thought");
  await ada.page.getByRole("link", { name: new RegExp(attic.name) }).click();
  await expect(composer(ada.page)).toHaveValue("");
  await ada.page.goBack();
  await expect(composer(ada.page)).toHaveValue("half a thought");

  await composer(ada.page).press("Shift+Enter");
  await composer(ada.page).pressSequentially("and the other half");
  await composer(ada.page).press("Enter");
  await expect(heard(ada.page)).toContainText("half a thought\nand the other half");
  await composer(ada.page).fill("x".repeat(20_001));
  await expect(ada.page.getByText("1 over the limit")).toBeVisible();
  await expect(ada.page.getByRole("button", { name: "Send", exact: true })).toBeDisabled();
});

test("S33: a day's pages load without one violation of their policy, and without a complaint", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const complaints: string[] = [];
  ada.page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  ada.page.on("pageerror", (error) => complaints.push(String(error)));
  const den = await roomOf(parley, unique("Den"), [ada]);
  for (const path of [
    "/",
    "/rooms",
    `/rooms/${encodeURIComponent(den.name)}`,
    "/settings/profile",
    "/settings/security",
    "/settings/sessions",
    "/api/docs",
    "/login",
  ]) {
    const response = await ada.page.goto(path);
    expect(response?.headers()["content-security-policy"], path).not.toContain("unsafe");
    await ada.page.waitForLoadState("load");
  }
  await ada.page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await say(ada.page, "<img src=x onerror=alert(1)> javascript:alert(1)");
  await expect(heard(ada.page)).toContainText("<img src=x onerror=alert(1)>");
  await expect(ada.page.locator("img[src=x]")).toHaveCount(0);
  await ada.page.getByRole("button", { name: "Create a room" }).first().click();
  await expect(ada.page.getByRole("dialog")).toBeVisible();
  expect(complaints).toEqual([]);
});
