import type { Page } from "@playwright/test";
import { expectNoFaults, readIn } from "./axe";
import { ask, expect, heard, lines, post, roomOf, sayAll, test, unique } from "./fixtures";
import { picture, sendFiles, upload } from "./uploads";

const pathOf = ({ name }: { name: string }) => `/rooms/${encodeURIComponent(name)}`;
const list = (page: Page) => page.getByRole("group", { name: "Files", exact: true });
const file = (page: Page, name: string) => list(page).getByRole("article").filter({ hasText: name });
const kind = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const search = (page: Page) => page.getByRole("searchbox", { name: "Find a file by name" });

test("files of all my rooms are found by type, name and person, live, and lead to their message", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob, eve] = [await signedIn("Ada"), await signedIn("Bob"), await signedIn("Eve")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const attic = await roomOf(parley, unique("Attic"), [bob]);
  await bob.page.goto("/files");
  await expect(bob.page.getByText("No files yet.")).toBeVisible();

  const plan = await upload(parley, ada, "Plan for Monday.txt", "milk and bread");
  const photo = await upload(parley, ada, "sunset.png", await picture(3));
  await sendFiles(parley, ada, den.id, [plan, photo], "Both of them");
  const own = await upload(parley, bob, "bob-notes.txt", "mine");
  await sendFiles(parley, bob, attic.id, [own]);
  await expect(list(bob.page).getByRole("article")).toHaveCount(3);
  await expect(file(bob.page, "Plan for Monday.txt")).toContainText(`Ada·# ${den.name}·1 kB`);

  await search(bob.page).fill("monday");
  await expect(list(bob.page).getByRole("article")).toHaveCount(1);
  await search(bob.page).fill("nothing like it");
  await expect(bob.page.getByText("No files match.")).toBeVisible();
  await bob.page.getByRole("button", { name: "Show all files" }).click();
  await expect(list(bob.page).getByRole("article")).toHaveCount(3);

  // By key: the offer of notifications lies over the button, because Bob has a new message.
  await bob.page.getByRole("button", { name: "From anyone" }).press("Enter");
  await bob.page.getByRole("dialog").getByRole("searchbox").fill("Ada");
  await bob.page.getByRole("checkbox", { name: new RegExp(ada.username) }).click();
  await expect(bob.page.getByRole("button", { name: "From Ada" })).toBeVisible();
  await expect(list(bob.page).getByRole("article")).toHaveCount(2);
  await kind(bob.page, "Images").click();
  await expect(list(bob.page).getByRole("img", { name: "sunset.png, image" })).toBeVisible();
  await expect(bob.page).toHaveURL(/type=image&from=ada/);
  await bob.page.reload();
  await expect(list(bob.page).getByRole("img", { name: "sunset.png, image" })).toBeVisible();

  await sayAll(parley, den.id, lines(60), ada.token);
  await bob.page.getByRole("button", { name: "Show sunset.png in its room" }).click();
  await expect(heard(bob.page).getByText("Both of them")).toBeInViewport();

  await eve.page.goto("/files");
  await expect(eve.page.getByText("No files yet.")).toBeVisible();
});

test("a deleted message takes its files out of the list at once, and so does leaving the room", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const kept = await sendFiles(parley, ada, den.id, [await upload(parley, ada, "kept.txt", "kept")]);
  const wrong = await sendFiles(parley, ada, den.id, [await upload(parley, ada, "wrong.txt", "wrong")]);
  expect(kept.attachments).toHaveLength(1);
  await bob.page.goto("/files");
  await expect(file(bob.page, "wrong.txt")).toBeVisible();
  await ask(parley, "DELETE", `/messages/${wrong.id}`, undefined, ada.token);
  await expect(file(bob.page, "wrong.txt")).toHaveCount(0);
  await expect(file(bob.page, "kept.txt")).toBeVisible();
  await ask(parley, "DELETE", `/rooms/${den.id}/members/${bob.username}`, undefined, ada.token);
  await expect(bob.page.getByText("No files yet.")).toBeVisible();
});

test("a room's details have its files, by keyboard and on a phone", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const [den, attic] = [
    await roomOf(parley, unique("Den"), [ada]),
    await roomOf(parley, unique("Attic"), [ada]),
  ];
  await ada.page.goto(pathOf(den));
  await ada.page.getByRole("main").getByRole("button", { name: "Files", exact: true }).click();
  await expect(ada.page.getByText("No files in this room yet.")).toBeVisible();

  await sendFiles(parley, ada, den.id, [await upload(parley, ada, "den.txt", "here")]);
  await sendFiles(parley, ada, attic.id, [await upload(parley, ada, "attic.txt", "there")]);
  await sayAll(parley, den.id, lines(60), ada.token);
  await expect(file(ada.page, "den.txt")).toBeVisible();
  await expect(file(ada.page, "attic.txt")).toHaveCount(0);
  await expect(ada.page.getByRole("tab", { name: "Files" })).toHaveAttribute("data-state", "active");
  await file(ada.page, "den.txt").getByRole("button", { name: "Show den.txt in its room" }).focus();
  await ada.page.keyboard.press("Enter");
  await expect(heard(ada.page).locator('[data-seq="1"], [data-seq="2"]').first()).toBeInViewport();

  await ada.page.setViewportSize({ width: 360, height: 740 });
  await ada.page.goto("/files");
  await expect(file(ada.page, "attic.txt")).toBeVisible();
  const { scroll, width } = await ada.page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    width: innerWidth,
  }));
  expect(scroll).toBe(width);
});

test("many pictures come page by page, and a search that finds nothing on a page goes on", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  const den = await roomOf(parley, unique("Den"), [ada]);
  await sendFiles(parley, ada, den.id, [await upload(parley, ada, "the first.txt", "found at last")]);
  for (let group = 0; group < 6; group++) {
    const ids: string[] = [];
    for (let hue = 1; hue <= 10; hue++)
      ids.push(
        await upload(parley, ada, `photo ${group}-${hue}.png`, await picture(group * 10 + hue, 32, 32)),
      );
    await sendFiles(parley, ada, den.id, ids);
  }
  await ada.page.goto("/files?type=image");
  const pictures = list(ada.page).getByRole("img");
  await expect(pictures).toHaveCount(48);
  await pictures.last().scrollIntoViewIfNeeded();
  await expect(pictures).toHaveCount(60);
  await search(ada.page).fill("at last");
  await kind(ada.page, "All").click();
  await search(ada.page).fill("the first");
  await expect(file(ada.page, "the first.txt")).toBeVisible();
});

for (const locale of ["en", "ru"] as const) {
  test(`the files page is accessible in both themes, ${locale}`, async ({ parley, signedIn }) => {
    const ada = await signedIn("Ada");
    const den = await roomOf(parley, unique("Den"), [ada]);
    const files = [
      await upload(parley, ada, "notes.txt", "notes"),
      await upload(parley, ada, "a.png", await picture(7)),
    ];
    await sendFiles(parley, ada, den.id, files);
    await post(parley, `/rooms/${den.id}/messages`, { text: "More" }, ada.token);
    await readIn(ada.page, parley.url, locale);
    await ada.page.goto("/files");
    await expect(ada.page.getByRole("main").getByRole("article")).toHaveCount(2);
    await expectNoFaults(ada.page, `files, ${locale}`);
    await ada.page.goto("/files?type=image");
    await expect(ada.page.getByRole("main").getByRole("img")).toHaveCount(1);
    await expectNoFaults(ada.page, `pictures, ${locale}`);
  });
}
