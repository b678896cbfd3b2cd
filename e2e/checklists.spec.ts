import type { Page } from "@playwright/test";
import { expectNoFaults } from "./axe";
import { composer, expect, heard, roomOf, test, unique } from "./fixtures";

const row = (page: Page, text: string) => heard(page).getByRole("article").filter({ hasText: text });
const box = (page: Page, name: string) => heard(page).getByRole("checkbox", { name, exact: true });

test("checklists: write one, check items together, edit it, and keep what is done", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const path = `/rooms/${encodeURIComponent(den.name)}`;
  await ada.page.goto(path);
  await bob.page.goto(path);

  // The button makes an item, a line break the next one.
  const field = composer(ada.page);
  await field.focus();
  await ada.page.getByRole("button", { name: "Checklist" }).click();
  await field.pressSequentially("order cables");
  await field.press("Shift+Enter");
  await field.pressSequentially("book the room");
  await expect(field).toHaveValue("- [ ] order cables\n- [ ] book the room");
  await field.press("Enter");

  // Two people check different items at once.
  await expect(box(bob.page, "order cables")).toBeEnabled();
  await expect(box(ada.page, "book the room")).toBeEnabled();
  await Promise.all([box(bob.page, "order cables").click(), box(ada.page, "book the room").click()]);
  for (const { page } of [ada, bob])
    for (const name of ["order cables", "book the room"]) await expect(box(page, name)).toBeChecked();
  await expect(box(ada.page, "order cables")).toHaveAttribute("title", /^Bob checked this/);
  await expectNoFaults(ada.page, "a room with a checklist");
  await expect(row(ada.page, "order cables")).not.toContainText("edited");

  // By keyboard, and back.
  await box(bob.page, "book the room").focus();
  await bob.page.keyboard.press("Space");
  await expect(box(ada.page, "book the room")).not.toBeChecked();

  // The author's edit keeps what is done.
  await composer(ada.page).focus();
  await composer(ada.page).press("ArrowUp");
  const edit = ada.page.getByRole("textbox", { name: "Edit message" });
  await edit.fill("- [ ] find a projector\n- [ ] order cables");
  await edit.press("Enter");
  await expect(box(bob.page, "find a projector")).not.toBeChecked();
  await expect(box(bob.page, "order cables")).toBeChecked();
});
