import type { Page } from "@playwright/test";
import { composer, expect, heard, post, roomOf, type Someone, say, test, unique } from "./fixtures";

const pathOf = (room: { name: string }) => `/rooms/${encodeURIComponent(room.name)}`;
const inSidebar = (page: Page, name: string) =>
  page.getByRole("navigation").getByRole("link", { name: new RegExp(`${name}`) });

/** Every frame that a page's socket got, as text. */
function framesOf(page: Page): string[] {
  const frames: string[] = [];
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => frames.push(String(payload)));
  });
  return frames;
}

async function openDetails(page: Page, leaf: "Room details" | "Room settings"): Promise<void> {
  await page.getByRole("button", { name: "Room menu" }).click();
  await page.getByRole("menuitem", { name: leaf }).click();
}

test("a password room takes the right password and refuses a wrong one", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const safe = await post(
    parley,
    "/rooms",
    { kind: "password", name: unique("Safe"), password: "open sesame" },
    ada.token,
  );
  await post(parley, `/rooms/${safe.id}/messages`, { text: "behind the door" }, ada.token);

  await bob.page.goto(pathOf(safe));
  await expect(bob.page.getByText("Enter the room password to join.")).toBeVisible();
  await bob.page.getByLabel("Room password").fill("open barley");
  await bob.page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(bob.page.getByText("Wrong password. Ask someone in the room for it.")).toBeVisible();
  await expect(heard(bob.page)).toHaveCount(0);

  await bob.page.getByLabel("Room password").fill("open sesame");
  await bob.page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(heard(bob.page)).toContainText("behind the door");
  await say(bob.page, "let in");
  await ada.page.goto(pathOf(safe));
  await expect(heard(ada.page)).toContainText("let in");
});

test("an administrator adds a person to a closed room, who may leave", async ({
  parley,
  administrator: { page, token },
  signedIn,
}) => {
  const ada = await signedIn("Ada Lovelace");
  const room = await post(parley, "/rooms", { kind: "closed", name: unique("Board") }, token);
  for (const text of ["first", "second"]) await post(parley, `/rooms/${room.id}/messages`, { text }, token);
  await ada.page.goto(pathOf(room));
  await expect(ada.page.getByText("It doesn't exist, or you don't have access to it.")).toBeVisible();
  await ada.page.goto("/rooms");
  await expect(inSidebar(ada.page, room.name)).toHaveCount(0);

  await page.goto(`/admin/rooms/${room.id}`);
  await page.getByRole("button", { name: "Add people" }).click();
  await page.getByLabel("Name, username or email").fill(ada.username);
  await page.getByRole("checkbox", { name: ada.name }).check();
  await expect(page.getByText("This person will be able to read 2 earlier messages.")).toBeVisible();
  await page.getByRole("button", { name: "Add 1 person" }).click();
  await expect(page.getByText("1 person added.")).toBeVisible();

  await inSidebar(ada.page, room.name).click();
  await expect(heard(ada.page)).toContainText("second");
  await ada.page.getByRole("button", { name: "Room menu" }).click();
  await ada.page.getByRole("menuitem", { name: "Leave room" }).click();
  await expect(ada.page.getByText("Only an administrator can add you back.")).toBeVisible();
  await ada.page.getByRole("button", { name: "Leave room" }).click();
  // Behind a dialog nothing has a role: while it is open the sidebar has no room at all.
  await expect(ada.page.getByRole("dialog")).toHaveCount(0);
  await expect(inSidebar(ada.page, room.name)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("table", { name: `Members of ${room.name}` })).not.toContainText(ada.name);
});

test("two people who write to each other at once have one conversation", async ({ signedIn }) => {
  const [ada, bob] = [await signedIn(unique("Ada")), await signedIn(unique("Bob"))];
  const choose = async ({ page }: Someone, other: Someone) => {
    await page.goto("/rooms");
    await page.getByRole("button", { name: "Create new" }).click();
    await page.getByRole("menuitem", { name: "New conversation" }).click();
    await page.getByLabel("Find people").fill(other.username);
    await page.getByRole("checkbox", { name: other.name }).check();
  };
  await Promise.all([choose(ada, bob), choose(bob, ada)]);
  await Promise.all(
    [ada, bob].map(({ page }) => page.getByRole("button", { name: "Start conversation" }).click()),
  );
  for (const { page } of [ada, bob]) await expect(page).toHaveURL(/\/rooms\/[0-9a-f-]{36}$/);
  expect(new URL(ada.page.url()).pathname).toBe(new URL(bob.page.url()).pathname);
  await say(ada.page, "You first");
  await say(bob.page, "No, you");
  for (const { page } of [ada, bob]) {
    await expect(heard(page)).toContainText("You first");
    await expect(heard(page)).toContainText("No, you");
    await expect(page.getByRole("navigation").getByRole("link", { name: /Ada|Bob/ })).toHaveCount(1);
  }
});

test("S02: a removed member loses the open room and all later messages", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const frames = framesOf(bob.page);
  for (const { page } of [ada, bob]) await page.goto(pathOf(den));
  await say(ada.page, "all of us");
  await expect(heard(bob.page)).toContainText("all of us");

  await ada.page.getByRole("button", { name: "2 members" }).click();
  await ada.page.getByRole("button", { name: "Actions for Bob" }).click();
  await ada.page.getByRole("menuitem", { name: "Remove from room…" }).click();
  await ada.page.getByRole("button", { name: "Remove from room", exact: true }).click();
  await expect(inSidebar(bob.page, den.name)).toHaveCount(0);
  await expect(composer(bob.page)).toHaveCount(0);
  await expect(bob.page.getByText("all of us")).toHaveCount(0);

  await say(ada.page, "without him");
  await expect(heard(ada.page)).toContainText("without him");
  const other = await roomOf(parley, unique("Other"), [bob]);
  await expect(inSidebar(bob.page, other.name)).toBeVisible(); // Whatever was on its way has come before this.
  const gone = frames.findIndex((frame) => frame.includes("room_gone"));
  expect(gone).toBeGreaterThan(0);
  expect(frames.slice(gone + 1).filter((frame) => frame.includes(den.id))).toEqual([]);
  expect(frames.join()).not.toContain("without him");
});

test("a room's viewer is asked for the new password and keeps the place", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const password = "open sesame";
  const safe = await post(parley, "/rooms", { kind: "password", name: unique("Safe"), password }, ada.token);
  await post(parley, `/rooms/${safe.id}/join`, { password }, bob.token);
  for (const { page } of [ada, bob]) await page.goto(pathOf(safe));
  await say(ada.page, "before the change");
  await expect(heard(bob.page)).toContainText("before the change");

  await openDetails(ada.page, "Room settings");
  await ada.page.getByRole("textbox", { name: "New password" }).fill("open barley");
  await ada.page.getByText("Ask everyone for the new password").click();
  await ada.page.getByRole("button", { name: "Change password" }).click();
  await expect(bob.page.getByText(/The room password has changed\. Enter the new one/)).toBeVisible();
  await expect(inSidebar(bob.page, safe.name)).toHaveCount(0);
  await say(ada.page, "while he is out");

  await bob.page.getByLabel("Room password").fill(password);
  await bob.page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(bob.page.getByText("Wrong password. Ask someone in the room for it.")).toBeVisible();
  await bob.page.getByLabel("Room password").fill("open barley");
  await bob.page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(heard(bob.page)).toContainText("before the change");
  await expect(heard(bob.page)).toContainText("while he is out");
});

test("bookmarks stand above the messages for everyone, and are ordered and removed in a panel", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  for (const { page } of [ada, bob]) await page.goto(pathOf(den));
  const bar = (page: Page) => page.getByRole("navigation", { name: "Bookmarks" });
  const panel = ada.page.getByRole("complementary", { name: "Bookmarks" });
  await ada.page.getByRole("button", { name: "Room menu" }).click();
  await ada.page.getByRole("menuitem", { name: "Bookmarks" }).click();
  await expect(panel.getByText("No bookmarks yet.")).toBeVisible();

  await panel.getByRole("button", { name: "Add a bookmark" }).click();
  await panel.getByLabel("Address").fill("javascript:alert(1)");
  await panel.getByRole("button", { name: "Add a bookmark" }).click();
  await expect(panel.getByText("Enter a web address")).toBeVisible();
  await panel.getByLabel("Address").fill("board.example.com/sprint");
  await panel.getByLabel("Address").press("Enter");
  await expect(bar(bob.page).getByRole("link", { name: "board.example.com" })).toHaveAttribute(
    "href",
    "https://board.example.com/sprint",
  );

  await panel.getByRole("button", { name: "Add a bookmark" }).click();
  await panel.getByLabel("Address").fill("https://wiki.example.com");
  await panel.getByLabel("Title").fill("Runbook");
  await panel.getByRole("button", { name: "Add a bookmark" }).click();
  await panel.getByRole("button", { name: "Move Runbook up" }).click();
  await expect(bar(bob.page).getByRole("link")).toHaveText(["Runbook", "board.example.com"]);

  await panel.getByRole("button", { name: "Remove Runbook" }).click();
  await expect(bar(bob.page).getByRole("link")).toHaveText(["board.example.com"]);
  await panel.getByRole("button", { name: "Undo" }).click();
  await expect(bar(bob.page).getByRole("link")).toHaveText(["Runbook", "board.example.com"]);

  for (const title of ["Runbook", "board.example.com"])
    await panel.getByRole("button", { name: `Remove ${title}` }).click();
  await expect(bar(bob.page)).toHaveCount(0);
});
