import { fold, lookOf } from "../name-rules";

/** The columns of a username that has been through the field `username`; every door that makes an account uses them. */
export const usernameColumns = (username: string) => ({
  username,
  usernameKey: fold(username),
  usernameLook: lookOf(username),
});
