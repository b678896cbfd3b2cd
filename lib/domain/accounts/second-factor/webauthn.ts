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

// Web Authentication Level 3 (W3C). A passkey lives on the person's device, identifies its person by itself, and asks
// for a fingerprint or a PIN each time ("user verification"). Possession and verification are two factors at once.

const binary = z
  .string({ error: "Must be base64url." })
  .max(16_384)
  .regex(/^[\w-]+$/, { error: "Must be base64url." });

/**
 * Result of the browser's `navigator.credentials`, as JSON (`PublicKeyCredential.toJSON`) or the text of that JSON.
 */
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
      { error: "Must be the result of the browser's navigator.credentials." },
    ),
  );

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value; // The schema names the error.
  }
}

/** Result of `navigator.credentials.create`. */
export const registrationResponse = credential({
  attestationObject: binary,
  transports: z.array(z.string().max(32)).max(10).default([]),
});

/** Result of `navigator.credentials.get`. */
export const authenticationResponse = credential({
  authenticatorData: binary,
  signature: binary,
  userHandle: binary.nullish(),
});

/** Purposes of a challenge; an answer is valid for its purpose alone. */
export const LOG_IN_PURPOSE = "log in";
export const proofPurpose = ({ sessionId }: Actor) => `prove ${sessionId}`;
const addPurpose = ({ sessionId }: Actor) => `add ${sessionId}`;

/** Options for making a passkey on a device without one of this person. */
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

/**
 * Options for a log-in by passkey. The device offers its own passkeys: nobody types a name, and the server reveals
 * none.
 */
export const logInOptions = (actor: Actor) =>
  generateAuthenticationOptions({
    rpID: siteOf(actor).id,
    challenge: makeChallenge(LOG_IN_PURPOSE),
    userVerification: "required",
    allowCredentials: [],
  });

/** Options for confirming the identity in an existing session. */
export const proofOptions = (actor: Actor, passkeys: Passkey[]) =>
  generateAuthenticationOptions({
    rpID: siteOf(actor).id,
    challenge: makeChallenge(proofPurpose(actor)),
    userVerification: "required",
    allowCredentials: passkeys.map(({ credentialId }) => ({ id: credentialId })),
  });

/**
 * Verifies a new passkey's registration: this site, this session's challenge, a verified user. Returns its columns.
 */
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
 * True if an attestation names no maker. We request none; one with certificates would make the library look up
 * revocations at addresses of the caller's choice.
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

/**
 * Verifies an authentication: this site, our challenge for this purpose, a verified user. @returns the new counter,
 * or null
 */
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

/** Returns the challenge of a verified authentication, from the data that the device signed. */
export const challengeOf = ({ response }: z.output<typeof authenticationResponse>): string =>
  String(JSON.parse(Buffer.from(response.clientDataJSON, "base64url").toString()).challenge);

/**
 * Returns the site of passkeys: PUBLIC_URL's, else the requested host with either scheme, because a proxy may hold
 * the certificate. A browser signs the page's own origin, so a forged host header is useless. Error: `conflict` if
 * the site is reached by an IP address, which WebAuthn does not support.
 */
function siteOf({ origin = "http://localhost" }: Actor): { id: string; origins: string[] } {
  const { hostname, host } = new URL(origin);
  if (isIP(hostname.replace(/^\[|\]$/g, "")))
    throw conflict("Passkeys need a host name such as localhost or chat.example.com.", "needs_host_name");
  const isFixed = settings().publicUrl !== undefined;
  return { id: hostname, origins: isFixed ? [origin] : [`http://${host}`, `https://${host}`] };
}
