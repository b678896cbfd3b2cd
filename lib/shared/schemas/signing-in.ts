import { z } from "zod";
import { count, id, time } from "./fields";
import { account } from "./people";

export const tokens = z
  .strictObject({
    accessToken: z.string(),
    refreshToken: z.string(),
    expiresIn: z.int().meta({ description: "Seconds until the access token expires" }),
  })
  .meta({ id: "Tokens" });

export const signedIn = z.strictObject({ user: account, ...tokens.shape }).meta({ id: "SignedIn" });

export const apiToken = z
  .strictObject({
    id,
    name: z.string(),
    hint: z.string().meta({ description: "The last four characters of the token" }),
    scopes: z.array(z.string()),
    createdAt: time,
    expiresAt: time.nullable(),
    lastUsedAt: time.nullable(),
  })
  .meta({ id: "ApiToken" });

export const newApiToken = z
  .strictObject({ ...apiToken.shape, token: z.string().meta({ description: "Shown this once" }) })
  .meta({ id: "NewApiToken" });

export const passkey = z
  .strictObject({ id, name: z.string(), createdAt: time, lastUsedAt: time.nullable() })
  .meta({ id: "Passkey" });
export const reset = z.strictObject({ passkeys: z.array(passkey), canRemove: z.boolean() }).meta({
  id: "Reset",
  description: "The passkeys that can go on to log in, and whether the reset may remove them.",
});
export const newPasskey = passkey.extend({ recoveryCodes: z.array(z.string()).optional() }).meta({
  id: "NewPasskey",
  description:
    "With recovery codes, shown this once, where it is the first second factor that the workspace demands.",
});
export const proof = z
  .strictObject({
    provedUntil: time.nullable(),
    methods: z.array(z.enum(["password", "passkey"])),
  })
  .meta({
    id: "Proof",
    description: "Until when this session may change ways to log in, and by what it can be confirmed again.",
  });
export const passkeyOptions = z.looseObject({ challenge: z.string() }).meta({
  id: "PasskeyOptions",
  description: "Options for the browser's navigator.credentials, as JSON (WebAuthn Level 3).",
});

export const session = z
  .strictObject({
    id,
    userAgent: z.string(),
    address: z.string(),
    createdAt: time,
    lastUsedAt: time,
    isThis: z.boolean().meta({ description: "The session that asks" }),
  })
  .meta({ id: "Session", description: "A log-in on one device." });

export const resetLink = z
  .strictObject({ token: z.string(), url: z.string(), expiresAt: time })
  .meta({ id: "ResetLink", description: "A way to set a new password: one use, one hour." });

export const ended = z
  .strictObject({ ended: count })
  .meta({ id: "Ended", description: "Number of sessions that ended." });
export const resetRequest = z.strictObject({ canMail: z.boolean() }).meta({
  id: "ResetRequest",
  description: "True if this installation sends mail at all. Says nothing about an account.",
});
export const setup = z
  .strictObject({ needs: z.enum(["password", "second_factor"]).nullable() })
  .meta({ id: "Setup", description: "The factor that must be set up before anything else; null: nothing." });
export const totpBeginning = z
  .strictObject({ secret: z.string(), url: z.string() })
  .meta({ id: "TotpBeginning", description: "The secret in base32, and the otpauth address for a QR code." });
export const recoveryCodes = z
  .strictObject({ recoveryCodes: z.array(z.string()) })
  .meta({ id: "RecoveryCodes", description: "Shown this once." });
export const apiTokenList = z.strictObject({ items: z.array(apiToken) }).meta({ id: "ApiTokenList" });
export const passkeyList = z.strictObject({ items: z.array(passkey) }).meta({ id: "PasskeyList" });
export const sessionList = z.strictObject({ items: z.array(session) }).meta({ id: "SessionList" });
