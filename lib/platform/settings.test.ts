import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { isRoot, testFolder } from "@/tests/support/folder";
import { addressOf, readSettings } from "./settings";

const SECRET = "0123456789abcdef0123456789abcdef";

function read(env: Record<string, string> = {}) {
  return readSettings({ DATA_DIR: testFolder(), ...env });
}

test("nothing has to be set", () => {
  const folder = testFolder();
  expect(readSettings({ DATA_DIR: folder })).toEqual({
    port: 3000,
    host: "127.0.0.1",
    dataDir: folder,
    publicUrl: undefined,
    authSecret: expect.stringMatching(/^[0-9a-f]{64}$/),
    databaseUrl: undefined,
    redisUrl: undefined,
    trustProxy: 0,
    outbound: { allowedHosts: [], ports: [] },
    rateFactor: 1,
  });
});

test("lists of hosts and ports for link cards are separated by commas", () => {
  const env = {
    LINK_ALLOWED_HOSTS: "wiki.corp.example, 10.0.0.0/8",
    LINK_PORTS: "8080, 8443",
    LINK_PROXY: "http://p:1",
  };
  expect(read(env).outbound).toEqual({
    allowedHosts: ["wiki.corp.example", "10.0.0.0/8"],
    ports: [8080, 8443],
    proxy: "http://p:1",
  });
});

test("everything can be set", () => {
  const env = {
    PORT: "8080",
    HOST: "0.0.0.0",
    PUBLIC_URL: "https://chat.example.com/",
    AUTH_SECRET: SECRET,
    DATABASE_URL: "postgresql://user:password@db.example.com/parley",
    REDIS_URL: "rediss://cache.example.com:6380",
  };
  expect(read(env)).toMatchObject({
    port: 8080,
    host: "0.0.0.0",
    publicUrl: "https://chat.example.com",
    authSecret: SECRET,
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
  });
});

test.each(["mailto:admin@example.com", "https://chat.example.com"])("push services accept %s", (contact) => {
  expect(read({ PUSH_CONTACT: contact }).pushContact).toBe(contact);
});

test("an empty variable counts as unset", () => {
  expect(read({ PORT: "", DATABASE_URL: "", AUTH_SECRET: "" })).toMatchObject({
    port: 3000,
    databaseUrl: undefined,
  });
});

test("a data folder is absolute from then on, and is made", () => {
  const folder = join(testFolder(), "new", "data");
  expect(readSettings({ DATA_DIR: folder }).dataDir).toBe(resolve(folder));
  expect(statSync(folder).isDirectory()).toBe(true);
});

test("the secret is made once, and only its owner can read it", () => {
  const folder = testFolder();
  const first = readSettings({ DATA_DIR: folder }).authSecret;
  expect(readSettings({ DATA_DIR: folder }).authSecret).toBe(first);
  expect(readFileSync(join(folder, "auth-secret"), "utf8").trim()).toBe(first);
  expect(statSync(join(folder, "auth-secret")).mode & 0o777).toBe(0o600);
});

describe("a wrong value stops the start with one sentence", () => {
  test.each([
    [{ PORT: "many" }, 'PORT must be a whole number from 1 to 65535, but it is "many".'],
    [{ PORT: "0" }, 'PORT must be a whole number from 1 to 65535, but it is "0".'],
    [{ PORT: "65536" }, 'PORT must be a whole number from 1 to 65535, but it is "65536".'],
    [{ HOST: "not a host" }, 'HOST must be an IP address or a host name, but it is "not a host".'],
    [
      { PUBLIC_URL: "chat.example.com" },
      'PUBLIC_URL must be the address of the server without a path, such as https://chat.example.com, but it is "chat.example.com".',
    ],
    [
      { PUBLIC_URL: "https://example.com/chat" },
      'PUBLIC_URL must be the address of the server without a path, such as https://chat.example.com, but it is "https://example.com/chat".',
    ],
    [{ AUTH_SECRET: "short" }, "AUTH_SECRET must be at least 32 characters long."],
    [
      { DATABASE_URL: "mysql://u:hidden@h/d" },
      "DATABASE_URL must look like postgresql://user:password@host:5432/database.",
    ],
    [
      { DATABASE_URL: "somewhere" },
      "DATABASE_URL must look like postgresql://user:password@host:5432/database.",
    ],
    [{ LINK_PORTS: "80,many" }, 'LINK_PORTS must be ports, such as 8080,8443, but it is "80,many".'],
    ...[
      "mailto:x@localhost",
      "admin@example.com",
      "https://localhost",
      "mailto:a@b.invalid",
      "https://10.0.0.1",
    ].map((PUSH_CONTACT): [Record<string, string>, string] => [
      { PUSH_CONTACT },
      `PUSH_CONTACT must be a public address, such as mailto:admin@example.com or https://chat.example.com, but it is "${PUSH_CONTACT}".`,
    ]),
    [{ REDIS_URL: "http://:hidden@h" }, "REDIS_URL must look like redis://host:6379 or rediss://host:6379."],
  ])("%o", (env, sentence) => {
    expect(() => read(env)).toThrow(expect.objectContaining({ name: "StartError", message: sentence }));
  });

  test("a data folder that is a file", () => {
    const file = join(testFolder(), "file");
    writeFileSync(file, "");
    const sentence = `The data folder ${file} cannot be used: there is a file of that name and not a folder.`;
    expect(() => readSettings({ DATA_DIR: file })).toThrow(sentence);
  });

  test("a data folder in a place where nothing can be made", () => {
    expect(() => readSettings({ DATA_DIR: "/proc/data" })).toThrow(
      "The data folder /proc/data cannot be used: ",
    );
  });

  test("a data folder that this user may not write", () => {
    const folder = testFolder(0o500);
    // Nothing is closed to root, so for root the same folder is a good one.
    if (isRoot) return expect(readSettings({ DATA_DIR: folder }).dataDir).toBe(folder);
    const sentence = `The data folder ${folder} cannot be used: this user may not read and write it.`;
    expect(() => readSettings({ DATA_DIR: folder })).toThrow(sentence);
    chmodSync(folder, 0o700);
  });
});

test.each([
  [{}, "http://localhost:3000"],
  [{ PORT: "8080", HOST: "0.0.0.0" }, "http://localhost:8080"],
  [{ HOST: "192.168.1.20" }, "http://192.168.1.20:3000"],
  [{ HOST: "fd00::1" }, "http://[fd00::1]:3000"],
  [{ PUBLIC_URL: "https://chat.example.com" }, "https://chat.example.com"],
])("with %o people find it at %s", (env, address) => {
  expect(addressOf(read(env as Record<string, string>))).toBe(address);
});
