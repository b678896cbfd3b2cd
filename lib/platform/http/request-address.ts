import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { remember } from "../remember";
import { addressOfClient } from "./client-address";

/** Header with the peer's address for handlers; a client's header of that name is overwritten. */
export const ADDRESS_HEADER = "x-parley-address";

/** Proves that this process wrote ADDRESS_HEADER. */
export const PROOF_HEADER = "x-parley-address-proof";

/**
 * Sets the peer's address on a request. Next sends some requests to itself (a server action of another page, the
 * target of an action's redirect): these come from this machine with the first request's headers. Their address
 * stays, if a proof by a secret of this process confirms it.
 *
 * @returns true if the request came from this process
 */
export function noteAddress(request: IncomingMessage): boolean {
  const { headers } = request;
  const { [ADDRESS_HEADER]: address, [PROOF_HEADER]: proof } = headers;
  if (typeof address === "string" && typeof proof === "string" && isProof(address, proof)) return true;
  const seen = addressOfClient(request);
  headers[ADDRESS_HEADER] = seen;
  // Next forwards only forms.
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
