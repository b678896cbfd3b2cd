import { test as base, expect } from "@playwright/test";
import { composer, heard, PASSWORD, post, say } from "./fixtures";
import { startParley } from "./server";

base(
  "from an empty installation to three voices in a room, and all of it there after a restart",
  async ({ browser }) => {
    const parley = await startParley();
    const [ada, bob] = await Promise.all(
      [1, 2].map(() => browser.newPage({ baseURL: parley.url, locale: "en-GB" })),
    );

    await base.step("Ada makes the first account and opens registration", async () => {
      await ada!.goto("/");
      await expect(ada!.getByRole("radio", { name: /Invite-only/ })).toBeChecked();
      await ada!.getByLabel("Workspace name").fill("Northwind Labs");
      await ada!.getByLabel("Your name").fill("Áда Lovelace");
      await expect(ada!.getByLabel("Username")).toHaveValue("ada.lovelace");
      await ada!.getByLabel("Username").fill("ada");
      await ada!.getByLabel("Your name").fill("Ada Lovelace");
      await expect(ada!.getByLabel("Username")).toHaveValue("ada");
      await ada!.getByLabel("Password", { exact: true }).fill(PASSWORD);
      await ada!.getByLabel("Email (optional)").fill("ada@example.com");
      await ada!.getByRole("radio", { name: /^Anyone/ }).check();
      await ada!.getByRole("button", { name: "Create workspace" }).click();
      await expect(ada!).toHaveURL(/\/rooms\/general$/);
    });

    await base.step("she makes a room and talks", async () => {
      await ada!.getByRole("button", { name: "Create new" }).click();
      await ada!.getByRole("menuitem", { name: "New room" }).click();
      await ada!.getByLabel("Name", { exact: true }).fill("platform");
      await ada!.getByRole("button", { name: "Create room" }).click();
      await expect(ada!).toHaveURL(/\/rooms\/platform$/);
      await say(ada!, "Is anyone here?");
      await expect(heard(ada!)).toContainText("Is anyone here?");
    });

    await base.step(
      "Bob registers in another browser, joins the room, and both see each other at once",
      async () => {
        await bob!.goto("/register");
        await bob!.getByLabel("Your name").fill("Bob");
        await bob!.getByLabel("Username").fill("bob");
        await bob!.getByLabel("Password", { exact: true }).fill(PASSWORD);
        await bob!.getByRole("button", { name: "Sign up" }).click();
        await expect(bob!).toHaveURL(/\/rooms\/general$/);
        await bob!.getByRole("link", { name: "Browse rooms" }).first().click();
        await bob!.getByRole("button", { name: /^Join/ }).click();
        await expect(heard(bob!)).toContainText("Is anyone here?");
        await say(bob!, "I am");
        await expect(heard(ada!)).toContainText("I am");
        await say(ada!, "Welcome, Bob");
        await expect(heard(bob!)).toContainText("Welcome, Bob");
      },
    );

    await base.step("a script posts by REST, and both browsers show it", async () => {
      const { accessToken } = await post(parley, "/auth/login", { username: "ada", password: PASSWORD });
      await post(parley, "/rooms/platform/messages", { text: "Release 1.0 is out" }, accessToken);
      for (const page of [ada!, bob!]) await expect(heard(page)).toContainText("Release 1.0 is out");
    });

    await base.step(
      "the server stops and starts again: everything is there, and talking goes on",
      async () => {
        await parley.restart();
        await ada!.reload();
        for (const text of ["Is anyone here?", "I am", "Welcome, Bob", "Release 1.0 is out"])
          await expect(heard(ada!)).toContainText(text);
        await expect(composer(bob!)).toBeVisible();
        await say(ada!, "Still here");
        await expect(heard(bob!)).toContainText("Still here");
      },
    );

    expect(await parley.stop()).toBe(0);
  },
);
