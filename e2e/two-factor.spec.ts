import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { choose, expect, logIn, PASSWORD, test } from "./fixtures";
import { startParley } from "./server";

/** Sets up an authenticator app on a page that offers it; its recovery codes. */
async function setUpApp(page: Page): Promise<string[]> {
  await page.getByRole("button", { name: "Set up authenticator app" }).click();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  const secret = await page.getByLabel("Can't scan it? Enter this key in the app").inputValue();
  await page.getByLabel("Code from the app").fill("000000");
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByText("Wrong code. Check it and try again.")).toBeVisible();
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  await page.getByLabel("Code from the app").fill(app.generate());
  await page.getByRole("button", { name: "Turn on" }).click();
  const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const texts = await codes.allTextContents();
  await page.getByRole("button", { name: "I've saved my codes" }).click();
  await expect(codes).toHaveCount(0);
  return texts;
}

test("with an authenticator app logging in takes a code, or a recovery code once", async ({
  administrator,
  signedIn,
  stranger,
}) => {
  const ada = await signedIn("Adeline");
  let recovery = "";

  await test.step("Ada sets up the app in her settings", async () => {
    await ada.page.goto("/settings/security");
    [recovery = ""] = await setUpApp(ada.page);
  });

  await test.step("the password alone does not log in; a wrong code does not; a recovery code does", async () => {
    await logIn(stranger, ada.username, PASSWORD);
    await stranger.getByLabel("Code from your authenticator app").fill("000000");
    await stranger.getByRole("button", { name: "Confirm" }).click();
    await expect(stranger.getByText("Wrong code. Check it and try again.")).toBeVisible();
    await stranger.getByRole("button", { name: "Use a recovery code" }).click();
    await stranger.getByLabel("Recovery code").fill(recovery);
    await stranger.getByRole("button", { name: "Confirm" }).click();
    await expect(stranger).not.toHaveURL(/login/);
  });

  await test.step("the same recovery code does not log in again", async () => {
    await stranger.context().clearCookies();
    await logIn(stranger, ada.username, PASSWORD);
    await stranger.getByRole("button", { name: "Use a recovery code" }).click();
    await stranger.getByLabel("Recovery code").fill(recovery);
    await stranger.getByRole("button", { name: "Confirm" }).click();
    await expect(stranger.getByText("Wrong code. Check it and try again.")).toBeVisible();
  });

  await test.step("an administrator takes the lost factor away, and the password is enough again", async () => {
    await administrator.page.goto(`/admin/people?q=${ada.username}`);
    await choose(administrator.page, "Adeline", "Reset two-step sign-in");
    await administrator.page.getByRole("button", { name: "Reset", exact: true }).click();
    await expect(administrator.page.getByRole("dialog")).toHaveCount(0);
    await logIn(stranger, ada.username, PASSWORD);
    await expect(stranger).not.toHaveURL(/login/);
  });
});

test("a required second factor is set up before anything else", async ({ signedIn }) => {
  const parley = await startParley();
  const root = await signedIn("Root", { server: parley });
  const save = async () => {
    await root.page.getByRole("button", { name: "Save" }).click();
    await expect(root.page.getByText("Saved.")).toBeVisible();
  };
  await root.page.goto("/admin/settings");
  await root.page.getByRole("radio", { name: /^Anyone/ }).check();
  await save();
  const ada = await signedIn("Ada", { server: parley });
  await ada.page.goto("/rooms");
  await expect(ada.page.getByRole("heading", { name: "Browse rooms" })).toBeVisible();

  await root.page.getByLabel("Require two-step sign-in").check();
  await root.page.getByRole("button", { name: "Save" }).click();
  await expect(root.page.getByText("Set up two-step sign-in for yourself first")).toBeVisible();
  await root.page.goto("/settings/security");
  await setUpApp(root.page);
  await root.page.goto("/admin/settings");
  await root.page.getByLabel("Require two-step sign-in").check();
  await save();
  await root.page.reload();
  await expect(root.page.getByLabel("Require two-step sign-in")).toBeChecked();

  // Her page hears of it and goes there by itself.
  await expect(ada.page.getByRole("heading", { name: "Set up two-step sign-in" })).toBeVisible();
  await setUpApp(ada.page);
  await ada.page.goto("/rooms");
  await expect(ada.page.getByRole("heading", { name: "Browse rooms" })).toBeVisible();
  await parley.stop();
});
