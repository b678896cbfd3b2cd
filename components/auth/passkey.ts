import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/browser";
import type { Reply } from "@/lib/shared/errors";

/** Asks the browser to create a passkey. The script is loaded on first use. */
export const makePasskey = (options: PublicKeyCredentialCreationOptionsJSON) =>
  ask<RegistrationResponseJSON>(async () =>
    (await import("@simplewebauthn/browser")).startRegistration({ optionsJSON: options }),
  );

/** Asks the browser to prove possession of a passkey. */
export const provePasskey = (options: PublicKeyCredentialRequestOptionsJSON) =>
  ask<AuthenticationResponseJSON>(async () =>
    (await import("@simplewebauthn/browser")).startAuthentication({ optionsJSON: options }),
  );

async function ask<Answer>(browser: () => Promise<Answer>): Promise<Reply<Answer>> {
  try {
    return { ok: true, data: await browser() };
  } catch (error) {
    // Cancelled, timed out, no authenticator, or already registered: the browser has explained it in its own words.
    const isKnown = error instanceof Error && error.name === "InvalidStateError";
    const reason = isKnown ? "passkey_exists" : "passkey_cancelled";
    return { ok: false, error: { code: "conflict", reason, detail: "" } };
  }
}
