import { expect, post, type Someone, test } from "./fixtures";
import type { Parley } from "./server";
import { picture, sendFiles, upload } from "./uploads";

/** A PDF of one empty page. */
const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>`;

const HTML = "<!doctype html><script>document.title = 'ran'</script><p>hello</p>";
const SVG = `<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "ran"</script></svg>`;

async function roomOf(server: Parley, by: Someone, name: string): Promise<string> {
  return (await post(server, "/rooms", { kind: "open", name }, by.token)).id;
}

test("pictures and texts open in a tab, and pages and drawings with scripts are saved", async ({
  parley,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  await ada.page.goto(`/api/v1/files/${await upload(parley, ada, "a.png", await picture(3))}`);
  expect(await ada.page.evaluate(() => document.images[0]?.naturalWidth)).toBe(320);

  await ada.page.goto(`/api/v1/files/${await upload(parley, ada, "a.txt", "Привет, text!\n".repeat(5))}`);
  await expect(ada.page.locator("body")).toContainText("Привет, text!");

  for (const [name, text] of [
    ["a.html", HTML],
    ["a.svg", SVG],
    ["a.png", HTML],
    ["a.txt", HTML],
  ] as const) {
    const file = await upload(parley, ada, name, text);
    const saved = ada.page.waitForEvent("download");
    await ada.page.goto(`/api/v1/files/${file}`).catch(() => {}); // A download ends the navigation.
    expect((await saved).suggestedFilename()).toMatch(/^a\.(html|svg|png|txt)/);
    expect(await ada.page.title()).not.toBe("ran");
  }
});

test("a PDF is sent as one, without a sandbox that would stop the viewer", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const answer = await ada.page.request.get(`/api/v1/files/${await upload(parley, ada, "a.pdf", PDF)}`);
  const headers = answer.headers();
  expect(headers["content-type"]).toBe("application/pdf");
  expect(headers["content-disposition"]).toBe("inline; filename=a.pdf");
  expect(headers["content-security-policy"]).not.toContain("sandbox");
  expect(headers["x-content-type-options"]).toBe("nosniff");
});

test("a member who leaves reads no picture any more, not even from the cache", async ({
  parley,
  signedIn,
}) => {
  const [ada, bob] = [await signedIn("Ada"), await signedIn("Bob")];
  const room = await roomOf(parley, ada, `Pictures ${ada.username}`);
  await post(parley, `/rooms/${room}/join`, {}, bob.token);
  const file = await upload(parley, ada, "a.png", await picture(7));
  await sendFiles(parley, ada, room, [file]);
  await bob.page.goto("/");
  const statusOf = (path: string) =>
    bob.page.evaluate((url) => fetch(url).then(({ status }) => status), `/api/v1/files/${path}`);
  for (const path of [file, `${file}/thumbnail?size=160`]) {
    expect(await statusOf(path)).toBe(200);
    expect(await statusOf(path)).toBe(200); // From the cache, after asking again.
  }
  await post(parley, `/rooms/${room}/leave`, {}, bob.token);
  for (const path of [file, `${file}/thumbnail?size=160`]) expect(await statusOf(path)).toBe(404);
});

test("an administrator sees the use of storage, and sets limits", async ({
  parley,
  administrator,
  signedIn,
}) => {
  const ada = await signedIn("Ada");
  await upload(parley, ada, "large.bin", new Uint8Array(3_000_000).fill(7));
  const { page } = administrator;
  await page.goto("/admin/storage");
  await expect(page.getByRole("heading", { name: "Storage", exact: true })).toBeVisible();
  await expect(page.getByRole("row", { name: /Ada/ }).first()).toContainText("MB");
  await page.getByLabel("Maximum file size, in MB").fill("2");
  await page.getByLabel("Storage per person, in GB").fill("1.5");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(3_000_000)]), "again.bin");
  const headers = { authorization: `Bearer ${ada.token}` };
  const refused = await fetch(`${parley.url}/api/v1/files`, { method: "POST", headers, body: form });
  expect(refused.status).toBe(413);

  await page.getByLabel("Maximum file size, in MB").fill("100");
  await page.getByLabel("Storage per person, in GB").fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
});

test("a video opens in a tab and can be played", async ({ parley, signedIn }) => {
  const ada = await signedIn("Ada");
  const video = await recordedVideo(ada);
  await ada.page.goto(`/api/v1/files/${await upload(parley, ada, "a.webm", video)}`);
  const isReady = () => ada.page.evaluate(() => document.querySelector("video")?.readyState ?? 0);
  await expect.poll(isReady).toBeGreaterThan(1);
  expect(await ada.page.evaluate(() => document.querySelector("video")?.videoWidth)).toBe(64);
});

/** A second of video, recorded by the browser itself. */
async function recordedVideo({ page }: Someone): Promise<Uint8Array<ArrayBuffer>> {
  await page.goto("/");
  const bytes = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 64 });
    const pen = canvas.getContext("2d")!;
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm" });
    const chunks: Blob[] = [];
    recorder.ondataavailable = ({ data }) => void chunks.push(data);
    const stopped = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start();
    for (let frame = 0; frame < 25; frame++) {
      pen.fillStyle = `hsl(${frame * 14} 80% 50%)`;
      pen.fillRect(0, 0, 64, 64);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    recorder.stop();
    await stopped;
    return [...new Uint8Array(await new Blob(chunks).arrayBuffer())];
  });
  return new Uint8Array(bytes);
}
