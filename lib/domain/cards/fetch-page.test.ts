import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rememberAs } from "@/lib/platform/remember";
import { pageOf } from "@/tests/support/link-cards";
import { html, redirect, web } from "@/tests/support/web";
import { fetchPage } from "./fetch-page";

beforeEach(() => rememberAs("settings", { host: "127.0.0.1", port: 3000 }));
afterEach(() => rememberAs("settings", undefined));

describe("tags", () => {
  test("OpenGraph comes first, then Twitter, then plain tags", async () => {
    expect(
      await pageOf(`<head><title>plain</title><meta name="description" content="plain words">
        <meta name="twitter:title" content="bird"><meta name="twitter:image" content="/bird.png">
        <meta property="og:title" content="Runbook"><meta property="og:site_name" content="Wiki">
        <meta property="og:description" content="Nine minutes."><meta property="og:image" content="https://cdn.example/a.png">
        </head>`),
    ).toEqual({
      title: "Runbook",
      description: "Nine minutes.",
      siteName: "Wiki",
      host: "a.example",
      imageUrl: "https://cdn.example/a.png",
      oembedUrl: null,
      isVideo: false,
    });
    expect(await pageOf(`<title>plain</title><meta name=twitter:title content=bird>`)).toMatchObject({
      title: "bird",
    });
    expect(await pageOf(`<title>plain</title><meta name=description content="words">`)).toMatchObject({
      title: "plain",
      description: "words",
      siteName: "",
    });
  });

  test("entities are decoded once, and white space is one space", async () => {
    const page = await pageOf(
      `<title>a &amp;lt;b&amp;gt; &amp;amp;&nbsp;\n  c</title><meta property=og:description content="R&amp;D&#39;s &quot;plan&quot;">`,
    );
    expect(page.title).toBe("a &lt;b&gt; &amp; c");
    expect(page.description).toBe(`R&D's "plan"`);
  });

  test("titles are cut, and lose control and direction characters", async () => {
    const page = await pageOf(
      `<title>\u202Egnp.exe\u0000\u200B \u2066x</title><meta name=description content="${"😀".repeat(5_000)}">`,
    );
    expect(page.title).toMatch(/^gnp\.exe\uFFFD? x$/);
    expect([...page.description]).toHaveLength(400);
    expect(page.description.endsWith("😀…")).toBe(true);
  });

  test.each([
    ["/img/a.png", "http://a.example/img/a.png"],
    ["img/a.png", "http://a.example/dir/img/a.png"],
    ["//cdn.example/a.png", "http://cdn.example/a.png"],
    ["data:image/png;base64,AAAA", null],
    ["javascript:alert(1)", null],
    ["", null],
  ])("a picture at %j is at %j", async (content, url) => {
    expect((await pageOf(`<title>a</title><meta property="og:image" content="${content}">`)).imageUrl).toBe(
      url,
    );
  });

  test("relative addresses start from the end of redirects, and from <base>", async () => {
    await web({
      "short.example/x": redirect("http://a.example/dir/page"),
      "a.example/dir/page": html(`<title>a</title><meta property="og:image" content="a.png">`),
      "b.example/": html(`<base href="/deep/"><title>b</title><meta property="og:image" content="b.png">`),
    });
    expect(await fetchPage("http://short.example/x")).toMatchObject({
      page: { imageUrl: "http://a.example/dir/a.png", host: "a.example" },
    });
    expect(await fetchPage("http://b.example/")).toMatchObject({
      page: { imageUrl: "http://b.example/deep/b.png" },
    });
  });

  test("a title within a drawing is not the page's", async () => {
    expect(
      await pageOf(`<svg><title>icon</title></svg><title>page</title><title>second</title>`),
    ).toMatchObject({
      title: "page",
    });
  });

  test.each([
    `<meta property="og:type" content="video.other">`,
    `<meta property="og:video:url" content="https://v.example/a">`,
  ])("%s is a video", async (tag) => {
    expect((await pageOf(`<title>a</title>${tag}`)).isVideo).toBe(true);
  });

  test("the title far into a page counts; beyond the bound what is there does", async () => {
    const far = `<title>x</title>${"<!-- script -->".repeat(50_000)}<meta property="og:title" content="far"></head>`;
    expect(far.length).toBeGreaterThan(700_000);
    expect(await pageOf(far)).toMatchObject({ title: "far" });
    expect(await pageOf(`<title>early</title>${"<p>words</p>".repeat(200_000)}`)).toMatchObject({
      title: "early",
    });
  });

  test("a title that is cut off is none, and the page is asked again", async () => {
    const cut = (_request: unknown, response: ServerResponse) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.write("<html><head><title>Half a ti", () => response.destroy());
    };
    await web({ "a.example/": cut });
    expect(await fetchPage("http://a.example/")).toBe("failed");
    const tagged = `<meta property=og:title content="Runbook"><title>Half a ti`;
    expect(await pageOf(tagged)).toMatchObject({ title: "Runbook" });
  });

  test("the body is not read for tags", async () => {
    const { title } = await pageOf(
      `<title>a</title></head><body><meta property="og:title" content="b">`.padEnd(90_000, "x"),
    );
    expect(["a", "b"]).toContain(title);
  });
});

describe("no card", () => {
  test.each([
    [
      "a challenge with status 200",
      (_: unknown, r: ServerResponse) =>
        void r
          .writeHead(200, { "content-type": "text/html", "cf-mitigated": "challenge" })
          .end("<title>a</title>"),
    ],
    ["a challenge by its title", html("<title>Just a moment...</title>")],
    ["a page behind a log-in", html("<title>Sign in · Wiki</title>")],
    ["a page behind a log-in, in Russian", html("<title>Вход в систему</title>")],
    [
      "another status",
      (_: unknown, r: ServerResponse) =>
        void r.writeHead(202, { "content-type": "text/html" }).end("<title>a</title>"),
    ],
    [
      "a part",
      (_: unknown, r: ServerResponse) =>
        void r.writeHead(206, { "content-type": "text/html" }).end("<title>a</title>"),
    ],
    [
      "not allowed",
      (_: unknown, r: ServerResponse) =>
        void r.writeHead(403, { "content-type": "text/html" }).end("<title>a</title>"),
    ],
    ["a PDF", html("<title>a</title>", "application/pdf")],
    ["plain text", html("<title>a</title>", "text/plain")],
    ["no title", html("<p>words</p>")],
    ["the log-in of the site", redirect("/login?next=%2F")],
    ["the log-in of another host", redirect("http://accounts.example/o")],
  ])("for %s", async (_, page) => {
    await web({
      "a.example/": page,
      "a.example/login?next=%2F": html("<title>Wiki</title>"),
      "accounts.example/o": html("<title>Wiki</title>"),
    });
    expect(await fetchPage("http://a.example/")).toBe("none");
  });

  test("a server's failure is not the page's: it may have one later", async () => {
    await web({
      "a.example/500": (_, response) => void response.writeHead(503).end(),
      "a.example/429": (_, response) => void response.writeHead(429).end(),
      "a.example/cut": (_, response) => {
        response.writeHead(200, { "content-type": "text/html", "content-length": "5000" });
        response.write("<html><head><meta charset=utf-8>", () => response.destroy());
      },
    });
    for (const path of ["500", "429", "cut"])
      expect(await fetchPage(`http://a.example/${path}`)).toBe("failed");
    await web({}, { names: { "gone.example": [] } });
    expect(await fetchPage("http://gone.example/")).toBe("failed");
  });

  test("for a link that leads to this server by a redirect, which is not followed", async () => {
    rememberAs("settings", { publicUrl: "http://chat.example" });
    const { requests } = await web({
      "short.example/x": redirect("http://chat.example/reset?token=once"),
      "chat.example/reset?token=once": html("<title>Parley</title>"),
    });
    expect(await fetchPage("http://short.example/x")).toBe("none");
    expect(requests).toEqual(["short.example/x"]);
  });

  test("for a link that leads to a secret by a redirect, which is not followed", async () => {
    const { requests } = await web({
      "short.example/x": redirect("http://app.example/reset?token=once"),
      "app.example/reset?token=once": html("<title>New password</title>"),
    });
    expect(await fetchPage("http://short.example/x")).toBe("none");
    expect(requests).toEqual(["short.example/x"]);
  });

  test("for an address that the guard refuses", async () => {
    const { requests } = await web({}, { names: { "inner.example": ["10.0.0.1"] } });
    expect(await fetchPage("http://inner.example/")).toBe("none");
    expect(await fetchPage("http://a.example:8080/")).toBe("none");
    expect(requests).toEqual([]);
  });
});

describe("oEmbed", () => {
  const OEMBED = `<link rel="alternate" type="application/json+oembed" href="/oembed?x">`;
  const answer = (value: unknown) => html(JSON.stringify(value), "application/json");

  test("adds what the tags lack, and its description stays the tags'", async () => {
    await web({
      "a.example/": html(`<head>${OEMBED}<meta name=description content="words"></head>`),
      "a.example/oembed?x": answer({
        type: "video",
        title: "Talk",
        provider_name: "Tube",
        thumbnail_url: "/t.png",
        html: "<b>",
      }),
    });
    expect(await fetchPage("http://a.example/")).toEqual({
      page: expect.objectContaining({
        title: "Talk",
        description: "words",
        siteName: "Tube",
        isVideo: true,
        imageUrl: "http://a.example/t.png",
      }),
    });
  });

  test("is not asked where the tags have everything", async () => {
    const { requests } = await web({
      "a.example/": html(`<head><title>a</title>${OEMBED}<meta property="og:image" content="/a.png"></head>`),
    });
    await fetchPage("http://a.example/");
    expect(requests).toEqual(["a.example/"]);
  });

  test.each([
    ["of this server", "http://chat.example/oembed"],
    ["of this server by a redirect", "http://b.example/to-chat"],
    ["with a secret", "http://b.example/oembed?token=once"],
    ["with a secret by a redirect", "http://b.example/to-secret"],
  ])("is not asked for at an address %s", async (_, href) => {
    rememberAs("settings", { publicUrl: "http://chat.example" });
    const { requests } = await web({
      "a.example/": html(`<title>a</title><link rel=alternate type=application/json+oembed href="${href}">`),
      "chat.example/oembed": answer({ provider_name: "leak" }),
      "b.example/oembed?token=once": answer({ provider_name: "leak" }),
      "b.example/to-chat": redirect("http://chat.example/oembed"),
      "b.example/to-secret": redirect("/oembed?token=once"),
    });
    expect(await fetchPage("http://a.example/")).toMatchObject({ page: { title: "a", siteName: "" } });
    expect(requests.filter((one) => /\/oembed/.test(one))).toEqual([]);
  });

  test("goes through the guard, and its nonsense costs nothing", async () => {
    const { requests } = await web(
      {
        "a.example/": html(
          `<title>a</title><link rel=alternate type=application/json+oembed href="http://inner.example/x">`,
        ),
        "b.example/": html(`<title>b</title>${OEMBED}`),
        "b.example/oembed?x": html("not JSON"),
        "c.example/": html(`<title>c</title>${OEMBED}`),
        "c.example/oembed?x": answer([{ title: 5 }]),
      },
      { names: { "inner.example": ["169.254.169.254"] } },
    );
    for (const name of ["a", "b", "c"])
      expect(await fetchPage(`http://${name}.example/`)).toMatchObject({
        page: { title: name, imageUrl: null },
      });
    expect(requests.some((one) => one.startsWith("inner"))).toBe(false);
  });
});
