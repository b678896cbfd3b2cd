import { z } from "zod";
import { query } from "@/lib/core/operation";
import { pushKeys } from "./push-keys";

/** Reads the server's public key, with which a browser subscribes to push (VAPID, RFC 8292). */
export const readPushKey = query({
  key: "push.key",
  summary: "Get the key for push subscriptions",
  input: z.object({}),
  authorize: () => undefined,
  execute: async () => ({ publicKey: (await pushKeys()).publicKey }),
});
