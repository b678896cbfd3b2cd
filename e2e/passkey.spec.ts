import type { Page } from "@playwright/test";
import { expect, logIn, PASSWORD, test } from "./fixtures";

/** Gives the browser's tab a security key of its own that its person always unlocks. */
async function withAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test("a passkey is added, logs in without name and password, is removed", async ({ signedIn }) => {
  const { page, username, context } = await signedIn("Ada");
  await withAuthenticator(page);

  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Work laptop");
  await dialog.getByRole("button", { name: "Add a passkey" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("listitem").filter({ hasText: "Work laptop" })).toBeVisible();

  await context.clearCookies();
  await page.goto("/login");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).not.toHaveURL(/login/);

  await page.goto("/settings/security");
  const passkey = page.getByRole("listitem").filter({ hasText: "Work laptop" });
  await expect(passkey).toContainText("last used");
  await passkey.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(passkey).toHaveCount(0);

  await context.clearCookies();
  await page.goto("/login");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(
    page.getByText("We don't recognize this passkey. Try another, or sign in with your password."),
  ).toBeVisible();
  await logIn(page, username, PASSWORD);
  await expect(page).not.toHaveURL(/login/);
});
