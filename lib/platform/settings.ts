import { isIP } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";
import { openDataFolder, storedSecret } from "./disk/data-folder";
import { isLocalName, type OutboundRules, parseAllowedHost } from "./outbound/address-guard";
import { remember } from "./remember";
import { StartError } from "./start-error";
import { type S3Settings, s3SettingsOf } from "./storage/s3-settings";

/**
 * Settings from the environment. Without `databaseUrl` Parley starts its own PostgreSQL; without `redisUrl` it is the
 * only process.
 */
export type EnvironmentSettings = {
  /** 1 to 65535. */
  port: number;
  /** Address or name to listen on; 127.0.0.1 means this machine only. */
  host: string;
  /** Absolute path. */
  dataDir: string;
  /** An origin such as `https://chat.example.com`, without a path; by default the request's own host. */
  publicUrl?: string | undefined;
  /** 32 characters or more. Anybody who knows it can make sessions. */
  authSecret: string;
  databaseUrl?: string | undefined;
  redisUrl?: string | undefined;
  /** SMTP server; without it this installation sends no mail. */
  smtpUrl?: string | undefined;
  /** Sender of that mail. */
  mailFrom?: string | undefined;
  /** The company's OpenID Connect provider. */
  oidc?:
    | {
        issuer: string;
        clientId: string;
        clientSecret: string;
        /** Text of the log-in button. */
        name: string;
        /** Creates accounts for everyone whom the provider admits, even if registration is closed. */
        createsAccounts: boolean;
      }
    | undefined;
  /** Bucket for files; without it they are below `DATA_DIR/files`. */
  s3?: S3Settings | undefined;
  /** Storage for new files. With `s3` set, files are read from both while they move. Default: S3 if it is set. */
  newFilesIn?: "disk" | "s3" | undefined;
  /**
   * Number of proxies before this server: so many addresses at the end of X-Forwarded-For are trusted. Default: none.
   */
  trustProxy?: number;
  /** Requests to addresses that people typed. Default: public addresses, ports 80 and 443, no proxy. */
  outbound?: OutboundRules & { proxy?: string };
  /** Address of the administrator for push services (RFC 8292), such as `mailto:admin@example.com`. */
  pushContact?: string | undefined;
  /** Multiplies every rate, for benchmarks, where one machine acts for everybody. Default: 1. */
  rateFactor?: number;
};

/** Settings of a running process, with its database. */
export type Settings = EnvironmentSettings & { databaseUrl: string };

const Environment = z.object({
  PORT: z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535)
    .default(3000),
  HOST: z.string().refine(isHost).default("127.0.0.1"),
  DATA_DIR: z.string().default("data"),
  PUBLIC_URL: z.string().refine(isOrigin).optional(),
  AUTH_SECRET: z.string().min(32).optional(),
  DATABASE_URL: z.string().refine(hasScheme("postgres:", "postgresql:")).optional(),
  REDIS_URL: z.string().refine(hasScheme("redis:", "rediss:")).optional(),
  SMTP_URL: z.string().refine(hasScheme("smtp:", "smtps:")).optional(),
  MAIL_FROM: z.string().includes("@").optional(),
  OIDC_ISSUER: z.string().refine(hasScheme("http:", "https:")).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(40).default("OpenID Connect"),
  OIDC_CREATE_ACCOUNTS: z.enum(["yes", "no"]).default("no"),
  LINK_ALLOWED_HOSTS: listOf(parseAllowedHost),
  LINK_PORTS: listOf(parsePort),
  LINK_PROXY: z.string().refine(hasScheme("http:", "https:")).optional(),
  S3_ENDPOINT: z.string().refine(hasScheme("http:", "https:")).optional(),
  S3_REGION: z
    .string()
    .regex(/^[\w-]+$/)
    .optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/i)
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: z.enum(["yes", "no"]).optional(),
  FILE_STORAGE: z.enum(["disk", "s3"]).optional(),
  TRUST_PROXY: z.string().regex(/^\d$/).transform(Number).default(0),
  PUSH_CONTACT: z.string().refine(isContact).optional(),
  RATE_FACTOR: z
    .string()
    .regex(/^[1-9]\d{0,5}$/)
    .transform(Number)
    .default(1),
});

/** Requirements of each variable. A wrong value is shown only if it cannot hold a password. */
const EXPECTED: Record<string, { must: string; secret?: true }> = {
  PORT: { must: "be a whole number from 1 to 65535" },
  HOST: { must: "be an IP address or a host name" },
  DATA_DIR: { must: "be the path of a folder" },
  PUBLIC_URL: { must: "be the address of the server without a path, such as https://chat.example.com" },
  AUTH_SECRET: { must: "be at least 32 characters long", secret: true },
  DATABASE_URL: { must: "look like postgresql://user:password@host:5432/database", secret: true },
  SMTP_URL: { must: "look like smtp://user:password@host:587 or smtps://user:password@host", secret: true },
  MAIL_FROM: { must: "be a sender such as Parley <chat@example.com>" },
  OIDC_ISSUER: { must: "be the address of an OpenID Connect provider, such as https://login.example.com" },
  OIDC_NAME: { must: "have at most 40 characters" },
  OIDC_CREATE_ACCOUNTS: { must: "be yes or no" },
  LINK_ALLOWED_HOSTS: {
    must: "be host names, *.suffixes, addresses or ranges such as 10.1.0.0/16, separated by commas",
  },
  LINK_PORTS: { must: "be ports, such as 8080,8443" },
  LINK_PROXY: { must: "look like http://proxy.example.com:3128", secret: true },
  S3_ENDPOINT: { must: "be the address of an S3 server, such as https://s3.example.com" },
  S3_REGION: { must: "be the name of a region, such as eu-central-1" },
  S3_BUCKET: { must: "be the name of a bucket" },
  S3_FORCE_PATH_STYLE: { must: "be yes or no" },
  FILE_STORAGE: { must: "be disk or s3" },
  TRUST_PROXY: { must: "be the number of proxies before this server, 0 to 9" },
  PUSH_CONTACT: { must: "be a public address, such as mailto:admin@example.com or https://chat.example.com" },
  RATE_FACTOR: { must: "be a whole number from 1 to 999999" },
  REDIS_URL: { must: "look like redis://host:6379 or rediss://host:6379", secret: true },
};

/**
 * Reads and checks the environment; an empty variable counts as absent. Makes the data folder, and in it the
 * `auth-secret` if AUTH_SECRET is not set.
 *
 * @throws StartError that names the first wrong variable and its requirement, without showing a secret
 */
export function readSettings(env: Record<string, string | undefined>): EnvironmentSettings {
  const parsed = parse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== "")));
  const dataDir = resolve(parsed.DATA_DIR);
  openDataFolder(dataDir);
  return {
    port: parsed.PORT,
    host: parsed.HOST,
    dataDir,
    publicUrl: parsed.PUBLIC_URL && new URL(parsed.PUBLIC_URL).origin,
    authSecret: parsed.AUTH_SECRET ?? storedSecret(dataDir, "auth-secret"),
    databaseUrl: parsed.DATABASE_URL,
    redisUrl: parsed.REDIS_URL,
    smtpUrl: parsed.SMTP_URL,
    mailFrom: parsed.MAIL_FROM,
    oidc: oidcOf(parsed),
    s3: s3SettingsOf(parsed),
    newFilesIn: parsed.FILE_STORAGE,
    trustProxy: parsed.TRUST_PROXY,
    outbound: {
      allowedHosts: parsed.LINK_ALLOWED_HOSTS,
      ports: parsed.LINK_PORTS,
      ...(parsed.LINK_PROXY !== undefined && { proxy: parsed.LINK_PROXY }),
    },
    pushContact: parsed.PUSH_CONTACT,
    rateFactor: parsed.RATE_FACTOR,
  };
}

function oidcOf(given: z.output<typeof Environment>): EnvironmentSettings["oidc"] {
  const {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_NAME: name,
    OIDC_CREATE_ACCOUNTS: creates,
  } = given;
  if (!issuer && !clientId && !clientSecret) return undefined;
  if (issuer && clientId && clientSecret) {
    return { issuer, clientId, clientSecret, name, createsAccounts: creates === "yes" };
  }
  throw new StartError(
    "OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together: set all three, or none.",
  );
}

/**
 * Returns this process's settings. The program's start sets them with the database's address; a script without that
 * start reads the environment.
 *
 * @throws StartError if the environment is wrong, or there is no database
 */
export function settings(): Settings {
  return remember("settings", () => {
    const { databaseUrl, ...given } = readSettings(process.env);
    if (!databaseUrl) throw new StartError("No database has been started, and DATABASE_URL is not set.");
    return { ...given, databaseUrl };
  });
}

/** Returns the address at which this process reaches its own server. */
export function localAddressOf({ host, port }: Pick<EnvironmentSettings, "host" | "port">): string {
  const own = { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
  return `http://${isIP(own) === 6 ? `[${own}]` : own}:${port}`;
}

/**
 * Returns the server's address for people: PUBLIC_URL, else the address that it listens on, as typed into a browser.
 */
export function addressOf({ publicUrl, host, port }: EnvironmentSettings): string {
  if (publicUrl) return publicUrl;
  const local = ["127.0.0.1", "0.0.0.0", "::", "::1"].includes(host);
  return `http://${local ? "localhost" : isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

function parse(env: object): z.output<typeof Environment> {
  const parsed = Environment.safeParse(env);
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0]);
  throw new StartError(refusal(name, (env as Record<string, string>)[name]));
}

function refusal(name: string, value: string | undefined): string {
  const { must, secret } = EXPECTED[name] ?? { must: "be something else" };
  return secret ? `${name} must ${must}.` : `${name} must ${must}, but it is "${value}".`;
}

function isHost(value: string): boolean {
  return isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value);
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, pathname, search, hash, username } = new URL(value);
  return ["http:", "https:"].includes(protocol) && pathname === "/" && !search && !hash && !username;
}

/** True for a contact that every push service accepts: Apple's refuses one of the local network with all its pushes. */
export function isContact(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, pathname } = new URL(value);
  if (protocol === "https:") return isIP(hostname) === 0 && !isLocalName(hostname);
  const host = /^[^@\s]+@([^@\s]+)$/.exec(pathname)?.[1] ?? "";
  return protocol === "mailto:" && host !== "" && !isLocalName(host);
}

function parsePort(value: string): number | null {
  return /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535 ? Number(value) : null;
}

/** A list separated by commas; each entry is parsed, and null refuses the whole. */
function listOf<T>(parseEntry: (entry: string) => T | null) {
  return z
    .string()
    .default("")
    .transform((value, ctx): T[] => {
      const entries = value
        .split(",")
        .flatMap((entry) => (entry.trim() === "" ? [] : [parseEntry(entry.trim())]));
      if (entries.includes(null)) ctx.addIssue({ code: "custom", message: "Has an invalid entry." });
      return entries.filter((entry) => entry !== null);
    });
}

function hasScheme(...schemes: string[]): (value: string) => boolean {
  return (value) => {
    if (!URL.canParse(value)) return false;
    const { protocol, hostname, searchParams } = new URL(value);
    return schemes.includes(protocol) && (hostname !== "" || searchParams.has("host")); // ?host= is a Unix socket's folder.
  };
}
