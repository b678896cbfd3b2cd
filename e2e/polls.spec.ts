import type { Page } from "@playwright/test";
import { expectNoFaults } from "./axe";
import { ask, composer, expect, heard, post, roomOf, test, unique } from "./fixtures";

const row = (page: Page, text: string) => heard(page).getByRole("article").filter({ hasText: text });
const poll = (page: Page, text: string) => row(page, text).getByRole("group", { name: "Poll" });
const option = (page: Page, text: string, name: string) =>
  poll(page, text).getByRole("button", { name: new RegExp(`^${name} `) });

test("a poll is asked, answered by two people, changed and closed", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  for (const { page } of [ada, bob]) await page.goto(`/rooms/${encodeURIComponent(den.name)}`);

  await ada.page.getByRole("button", { name: "Add a file or a poll" }).click();
  await ada.page.getByRole("menuitem", { name: "Poll" }).click();
  const form = ada.page.getByRole("dialog", { name: "New poll" });
  await form.getByRole("button", { name: "Send poll" }).click();
  await expect(form.getByText("Ask a question.")).toBeVisible();
  await form.getByLabel("Question").fill("Where do we eat?");
  await form.getByLabel("Option 1", { exact: true }).fill("Canteen");
  await form.getByLabel("Option 1", { exact: true }).press("Enter");
  await expect(form.getByLabel("Option 2", { exact: true })).toBeFocused();
  await form.getByLabel("Option 2", { exact: true }).fill("canteen");
  await form.getByLabel("Option 2", { exact: true }).press("Enter");
  await form.getByLabel("Option 3", { exact: true }).fill("Thai place");
  await form.getByRole("button", { name: "Send poll" }).click();
  await expect(form.getByText("This option is already in the list.")).toBeVisible();
  await form.getByLabel("Option 2", { exact: true }).fill("Pizza");
  await expectNoFaults(ada.page, "a new poll");
  await form.getByRole("button", { name: "Send poll" }).click();
  await expect(form).toHaveCount(0);

  const question = "Where do we eat?";
  for (const { page } of [ada, bob]) await expect(poll(page, question)).toContainText("No votes yet");
  await option(bob.page, question, "Pizza").click();
  await expect(option(bob.page, question, "Pizza")).toHaveAttribute("aria-pressed", "true");
  for (const { page } of [ada, bob])
    await expect(option(page, question, "Pizza")).toHaveAccessibleName("Pizza 1 vote, 100%");
  await expect(option(ada.page, question, "Pizza")).toHaveAttribute("aria-pressed", "false");
  await option(ada.page, question, "Canteen").focus();
  await ada.page.keyboard.press("Enter");
  await expect(option(bob.page, question, "Canteen")).toHaveAccessibleName("Canteen 1 vote, 50%");
  await expectNoFaults(bob.page, "a poll");

  await poll(bob.page, question).getByRole("button", { name: "2 people voted" }).click();
  const votes = bob.page.getByRole("dialog", { name: "Votes" });
  await expect(votes.getByRole("region", { name: "Canteen" })).toContainText("Ada");
  await expect(votes.getByRole("region", { name: "Pizza" })).toContainText("Bob");
  await bob.page.keyboard.press("Escape");

  // Another device of Bob follows, and one loaded later knows the vote.
  const other = await bob.context.newPage();
  await other.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await expect(option(other, question, "Pizza")).toHaveAttribute("aria-pressed", "true");
  await option(other, question, "Thai place").click();
  await expect(option(bob.page, question, "Thai place")).toHaveAttribute("aria-pressed", "true");
  await expect(option(bob.page, question, "Pizza")).toHaveAttribute("aria-pressed", "false");
  await poll(bob.page, question).getByRole("button", { name: "Withdraw vote" }).click();
  await expect(poll(other, question)).toContainText("1 person voted");
  await expect(option(other, question, "Thai place")).toHaveAttribute("aria-pressed", "false");

  await expect(poll(bob.page, question).getByRole("button", { name: "Close poll" })).toHaveCount(0);
  await poll(ada.page, question).getByRole("button", { name: "Close poll" }).click();
  await ada.page.getByRole("dialog").getByRole("button", { name: "Close poll" }).click();
  for (const { page } of [ada, bob]) {
    await expect(poll(page, question)).toContainText(/^Closed/);
    await expect(option(page, question, "Canteen")).toBeDisabled();
  }
});

test("an anonymous poll by a command names nobody, and closes at its time", async ({ parley, signedIn }) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  for (const { page } of [ada, bob]) await page.goto(`/rooms/${encodeURIComponent(den.name)}`);
  await composer(ada.page).fill("/poll Which days suit?");
  await composer(ada.page).press("Enter");
  const form = ada.page.getByRole("dialog", { name: "New poll" });
  await expect(form.getByLabel("Question")).toHaveValue("Which days suit?");
  await form.getByLabel("Option 1", { exact: true }).fill("Monday");
  await form.getByLabel("Option 2", { exact: true }).fill("Tuesday");
  await form.getByLabel("Several choices").check();
  await form.getByLabel("Anonymous").check();
  await form.getByRole("button", { name: "Send poll" }).click();
  await expect(composer(ada.page)).toHaveValue("");

  const question = "Which days suit?";
  await expect(poll(bob.page, question)).toContainText("Choose one or more");
  await option(bob.page, question, "Monday").click();
  await option(bob.page, question, "Tuesday").click();
  for (const name of ["Monday", "Tuesday"])
    await expect(option(ada.page, question, name)).toHaveAccessibleName(`${name} 1 vote, 100%`);
  await expect(poll(ada.page, question)).toContainText("1 person voted");
  await expect(poll(ada.page, question).getByRole("button", { name: "1 person voted" })).toHaveCount(0);

  const closesAt = new Date(Date.now() + 4_000).toISOString();
  const body = { text: "Quick one?", poll: { options: ["Yes", "No"], closesAt } };
  await post(parley, `/rooms/${den.id}/messages`, body, ada.token);
  await expect(option(bob.page, "Quick one?", "Yes")).toBeEnabled();
  await expect(option(bob.page, "Quick one?", "Yes")).toBeDisabled();
});

test("a poll of a thread is taken back with its options, and stands in the room too", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const den = await roomOf(parley, unique("Den"), [ada, bob]);
  const root = await post(parley, `/rooms/${den.id}/messages`, { text: "Who comes?" }, ada.token);
  await ask(parley, "PATCH", "/me", { undoSendSeconds: 30 }, ada.token);
  const path = `/rooms/${encodeURIComponent(den.name)}`;
  await bob.page.goto(path);
  await ada.page.goto(`${path}?thread=${root.id}`);
  const thread = ada.page.getByRole("complementary", { name: "Thread" });
  const alsoInRoom = thread.getByRole("checkbox", { name: /^Also send to/ });
  await alsoInRoom.check();
  await thread.getByRole("button", { name: "Add a file or a poll" }).click();
  await ada.page.getByRole("menuitem", { name: "Poll" }).click();
  const form = ada.page.getByRole("dialog", { name: "New poll" });
  await form.getByLabel("Question").fill("On which day?");
  await form.getByLabel("Option 1", { exact: true }).fill("Monday");
  await form.getByLabel("Option 2", { exact: true }).fill("Tuesday");
  await form.getByLabel("Anonymous").check();
  await form.getByRole("button", { name: "Send poll" }).click();
  await expect(alsoInRoom).not.toBeChecked();

  await thread.getByRole("button", { name: "Undo" }).click();
  await expect(form.getByLabel("Question")).toHaveValue("On which day?");
  await expect(form.getByLabel("Option 2", { exact: true })).toHaveValue("Tuesday");
  await expect(form.getByLabel("Anonymous")).toBeChecked();
  await form.getByRole("button", { name: "Send poll" }).click();
  await thread.getByRole("button", { name: "Send now" }).click();
  await option(bob.page, "On which day?", "Monday").click();
  await expect(option(ada.page, "On which day?", "Monday").first()).toHaveAccessibleName(
    "Monday 1 vote, 100%",
  );
});
