import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/browser";
import type { Reply } from "@/lib/shared/errors";

/** Has the browser make a passkey; its script is fetched when somebody asks for one. */
export const makePasskey = (options: PublicKeyCredentialCreationOptionsJSON) =>
  ask<RegistrationResponseJSON>(async () =>
    (await import("@simplewebauthn/browser")).startRegistration({ optionsJSON: options }),
  );

/** Has the browser prove that somebody has a passkey. */
export const provePasskey = (options: PublicKeyCredentialRequestOptionsJSON) =>
  ask<AuthenticationResponseJSON>(async () =>
    (await import("@simplewebauthn/browser")).startAuthentication({ optionsJSON: options }),
  );

async function ask<Answer>(browser: () => Promise<Answer>): Promise<Reply<Answer>> {
  try {
    return { ok: true, data: await browser() };
  } catch (error) {
    // Turned down, timed out, no authenticator, one that is known already: the browser has told why, in its own words.
    const isKnown = error instanceof Error && error.name === "InvalidStateError";
    const reason = isKnown ? "passkey_exists" : "passkey_cancelled";
    return { ok: false, error: { code: "conflict", reason, detail: "" } };
  }
}
