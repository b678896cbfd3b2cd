import { type AccessClaim, readAccessToken } from "./access-token";
import { readApiToken } from "./api-token";

/** The claim of whatever stands in `Authorization: Bearer`: an access token, or an API token (`pat_…`). */
export const claimOfBearer = (token: string): Promise<AccessClaim | null> =>
  token.startsWith("pat_") ? readApiToken(token) : readAccessToken(token);
