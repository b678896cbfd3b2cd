import { type AccessClaim, readAccessToken } from "./access-token";
import { readApiToken } from "./api-token";

/** Reads the claim of an `Authorization: Bearer` header: an access token, or an API token (`pat_…`). */
export const claimOfBearer = (token: string): Promise<AccessClaim | null> =>
  token.startsWith("pat_") ? readApiToken(token) : readAccessToken(token);
