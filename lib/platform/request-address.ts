import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { addressOfClient } from "./client-address";
import { remember } from "./remember";

/** The header in which handlers find the peer's address; whatever a client sent under that name is overwritten. */
export const ADDRESS_HEADER = "x-parley-address";

/** Proves that this process wrote ADDRESS_HEADER. */
export const PROOF_HEADER = "x-parley-address-proof";

/**
 * Tells a request's handlers where it comes from. Next sends a server action on to itself when another page has it, and
 * fetches the page that an action redirects to: such a request arrives from this machine, with the headers of the first
 * one. Their address stands, with a proof by a secret of this process; without the proof both headers are a client's lie.
 *
 * @returns whether the request came from this process
 */
export function noteAddress(request: IncomingMessage): boolean {
  const { headers } = request;
  const { [ADDRESS_HEADER]: address, [PROOF_HEADER]: proof } = headers;
  if (typeof address === "string" && typeof proof === "string" && isProof(address, proof)) return true;
  const seen = addressOfClient(request);
  headers[ADDRESS_HEADER] = seen;
  // Only a form is ever sent on.
  if (request.method === "POST") headers[PROOF_HEADER] = proofOf(seen);
  else delete headers[PROOF_HEADER];
  return false;
}

function isProof(address: string, proof: string): boolean {
  const [given, right] = [Buffer.from(proof), Buffer.from(proofOf(address))];
  return given.length === right.length && timingSafeEqual(given, right);
}

const proofOf = (address: string): string =>
  createHmac(
    "sha256",
    remember("address secret", () => randomBytes(32)),
  )
    .update(address)
    .digest("base64url");
