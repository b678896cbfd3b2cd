import { isIP } from "node:net";
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { decodeAttestationObject } from "@simplewebauthn/server/helpers";
import { z } from "zod";
import type { Actor } from "@/lib/core/actor";
import { conflict, invalidField } from "@/lib/core/errors";
import { settings } from "@/lib/platform/settings";
import type { Passkey, User } from "@/prisma/generated/client";
import { isChallenge, makeChallenge } from "./challenge";

// Web Authentication Level 3 (W3C). A passkey lives on the person's device, names its person by itself, and asks for a
// fingerprint or a PIN each time ("user verification"); having it and being verified are two factors at once.

const binary = z
  .string({ error: "Must be base64url." })
  .max(16_384)
  .regex(/^[\w-]+$/, { error: "Must be base64url." });

/** What the browser's `navigator.credentials` gave, as JSON (`PublicKeyCredential.toJSON`), or the text of that JSON. */
const credential = <T extends z.ZodRawShape>(response: T) =>
  z.preprocess(
    (value) => (typeof value === "string" ? parseJson(value) : value),
    z.object(
      {
        id: binary,
        rawId: binary,
        type: z.literal("public-key"),
        response: z.object({ clientDataJSON: binary, ...response }),
      },
      { error: "Must be what the browser's navigator.credentials gave." },
    ),
  );

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value; // The schema says what it wanted.
  }
}

/** The answer of `navigator.credentials.create`. */
export const registrationResponse = credential({
  attestationObject: binary,
  transports: z.array(z.string().max(32)).max(10).default([]),
});

/** The answer of `navigator.credentials.get`. */
export const authenticationResponse = credential({
  authenticatorData: binary,
  signature: binary,
  userHandle: binary.nullish(),
});

/** What a challenge is for, as makeChallenge marks it: an answer is good for that alone. */
export const LOG_IN_PURPOSE = "log in";
export const proofPurpose = ({ sessionId }: Actor) => `prove ${sessionId}`;
const addPurpose = ({ sessionId }: Actor) => `add ${sessionId}`;

/** The options by which a browser makes a passkey for this person, on a device where they have none yet. */
export const registrationOptions = (actor: Actor, user: User & { passkeys: Passkey[] }, workspace: string) =>
  generateRegistrationOptions({
    rpName: workspace,
    rpID: siteOf(actor).id,
    userName: user.username,
    userDisplayName: user.displayName,
    userID: new Uint8Array(Buffer.from(user.id)),
    challenge: makeChallenge(addPurpose(actor)),
    attestationType: "none",
    excludeCredentials: user.passkeys.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });

/** The options by which a browser uses a passkey. The device offers its own: nobody types a name, and we tell nobody's. */
export const logInOptions = (actor: Actor) =>
  generateAuthenticationOptions({
    rpID: siteOf(actor).id,
    challenge: makeChallenge(LOG_IN_PURPOSE),
    userVerification: "required",
    allowCredentials: [],
  });

/** The options by which a browser confirms, in a session that there is already, that its person is there. */
export const proofOptions = (actor: Actor, passkeys: Passkey[]) =>
  generateAuthenticationOptions({
    rpID: siteOf(actor).id,
    challenge: makeChallenge(proofPurpose(actor)),
    userVerification: "required",
    allowCredentials: passkeys.map(({ credentialId }) => ({ id: credentialId })),
  });

/** A new passkey's columns, if it was made here, for this session's challenge, by a verified person. */
export async function verifyRegistration(actor: Actor, response: z.output<typeof registrationResponse>) {
  const { id, origins } = siteOf(actor);
  const isOurs = (challenge: string) => isChallenge(addPurpose(actor), challenge);
  const verified = hasNoAttestation(response.response.attestationObject)
    ? await verifyRegistrationResponse({
        response: { ...response, clientExtensionResults: {} } as RegistrationResponseJSON,
        expectedChallenge: isOurs,
        expectedOrigin: origins,
        expectedRPID: id,
        requireUserVerification: true,
      }).catch(() => null)
    : null;
  if (!verified?.verified) {
    throw invalidField("response", "This passkey was not made for this.", "passkey_refused");
  }
  const { credential } = verified.registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: new Uint8Array(credential.publicKey),
    counter: BigInt(credential.counter),
    transports: response.response.transports,
  };
}

/**
 * Whether an attestation names no maker. We ask for none; one with certificates would make the library look up their
 * revocation at addresses that the caller chose.
 */
function hasNoAttestation(attestationObject: string): boolean {
  try {
    const object = decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, "base64url")));
    const format = object.get("fmt");
    return format === "none" || (format === "packed" && object.get("attStmt").get("x5c") === undefined);
  } catch {
    return false;
  }
}

/** The passkey's new counter, if its verified person used it here, for a challenge of ours with this purpose; else null. */
export async function verifyAuthentication(
  actor: Actor,
  { credentialId, publicKey, counter, userId }: Passkey,
  response: z.output<typeof authenticationResponse>,
  purpose: string,
): Promise<bigint | null> {
  const { id, origins } = siteOf(actor);
  const { userHandle } = response.response;
  if (userHandle && Buffer.from(userHandle, "base64url").toString() !== userId) return null;
  const verified = await verifyAuthenticationResponse({
    response: { ...response, clientExtensionResults: {} } as AuthenticationResponseJSON,
    expectedChallenge: (challenge) => isChallenge(purpose, challenge),
    expectedOrigin: origins,
    expectedRPID: id,
    credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter: Number(counter) },
    requireUserVerification: true,
  }).catch(() => null);
  return verified?.verified ? BigInt(verified.authenticationInfo.newCounter) : null;
}

/** The challenge that a verified use answered: it is in what the device signed. */
export const challengeOf = ({ response }: z.output<typeof authenticationResponse>): string =>
  String(JSON.parse(Buffer.from(response.clientDataJSON, "base64url").toString()).challenge);

/**
 * Which site passkeys are for: PUBLIC_URL's, else the host that the caller asked, by either scheme, since a proxy may
 * hold the certificate. A browser signs the page's own origin, so that a host header that lies is no use to anybody.
 * Error: `conflict` where the site is reached by an IP address, which WebAuthn does not know.
 */
function siteOf({ origin = "http://localhost" }: Actor): { id: string; origins: string[] } {
  const { hostname, host } = new URL(origin);
  if (isIP(hostname.replace(/^\[|\]$/g, "")))
    throw conflict("Passkeys need a name such as localhost or chat.example.com.", "needs_host_name");
  const isFixed = settings().publicUrl !== undefined;
  return { id: hostname, origins: isFixed ? [origin] : [`http://${host}`, `https://${host}`] };
}
