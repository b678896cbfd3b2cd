import pg from "pg";
import { startTemporaryPostgres } from "@/lib/platform/postgres/temporary-postgres";
import { expect, PASSWORD, test } from "./fixtures";
import { startParley } from "./server";

test("an old session asks for proof before it changes how to log in", async ({ signedIn }) => {
  const postgres = await startTemporaryPostgres();
  const parley = await startParley({ DATABASE_URL: postgres.url });
  const database = new pg.Client(postgres.url);
  await database.connect();
  const growOld = () =>
    database.query("UPDATE session SET created_at = now() - interval '1 hour', proved_at = NULL");
  const { page } = await signedIn("Root", { server: parley });
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
  const asked = page.getByRole("dialog", { name: "Confirm it's you" });

  await test.step("a token is made once the password was given, and what was typed is still there", async () => {
    await growOld();
    await page.goto("/settings/tokens");
    await page.getByRole("button", { name: "Create a token" }).click();
    await page.getByLabel("Name").fill("Deploys");
    await page.getByRole("button", { name: "Create token" }).click();
    await asked.getByLabel("Your password").fill("wrong horse battery");
    await asked.getByRole("button", { name: "Confirm" }).click();
    await expect(asked.getByText("Wrong password. Try again.")).toBeVisible();
    await asked.getByLabel("Your password").fill(PASSWORD);
    await asked.getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByLabel("Your new token")).toHaveValue(/^pat_/);
    await expect(asked).toHaveCount(0);
  });

  await test.step("turned down, it changes nothing and says why", async () => {
    await growOld();
    await page.goto("/settings/profile");
    await page.getByLabel("Email").fill("root@example.org");
    await page.getByRole("button", { name: "Save" }).first().click();
    await asked.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByText("Confirm it's you first.")).toBeVisible();
    await expect(page.getByLabel("Email")).toHaveValue("root@example.org");
  });

  await test.step("a passkey confirms as well", async () => {
    await page.goto("/settings/security");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Laptop");
    await page.getByRole("dialog").getByRole("button", { name: "Add a passkey" }).click();
    await asked.getByLabel("Your password").fill(PASSWORD);
    await asked.getByRole("button", { name: "Confirm" }).click();
    const passkey = page.getByRole("listitem").filter({ hasText: "Laptop" });
    await expect(passkey).toBeVisible();
    await growOld();
    await page.reload();
    await passkey.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await asked.getByRole("button", { name: "Use a passkey" }).click();
    await expect(passkey).toHaveCount(0);
  });

  await database.end();
  await parley.stop();
  await postgres.stop();
});
