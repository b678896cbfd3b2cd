import { fold, lookOf } from "../name-rules";

/**
 * Builds the columns of a username that the field `username` has validated; every door that makes an account uses
 * them.
 */
export const usernameColumns = (username: string) => ({
  username,
  usernameKey: fold(username),
  usernameLook: lookOf(username),
});
