import type { Outcome } from "@/lib/shared/errors";
import type { ClientFrames, CommandAnswers } from "@/lib/shared/live";
import { callEndpoint } from "./call";
import type { Live } from "./live-connection";
import { UNREACHABLE } from "./outcome";

/** Commands that may have to outlive the page, as requests. */
const AS_REQUESTS = {
  message: ({ roomId: room, ...message }: ClientFrames["message"]) =>
    callEndpoint("POST /rooms/{room}/messages", { room, ...message }, { keepalive: true }),
  read: ({ roomId: room, ...mark }: ClientFrames["read"]) =>
    callEndpoint("POST /rooms/{room}/read", { room, ...mark }, { keepalive: true }),
  delete: ({ messageId: message }: ClientFrames["delete"]) =>
    callEndpoint("DELETE /messages/{message}", { message }, { keepalive: true }),
};

/** Sends a command by its name in the protocol. `keepalive`: it must arrive even if the page closes meanwhile. */
export type CallCommand = {
  <Name extends keyof ClientFrames>(
    name: Name,
    frame: ClientFrames[Name],
  ): Promise<Outcome<CommandAnswers[Name]>>;
  <Name extends keyof typeof AS_REQUESTS>(
    name: Name,
    frame: ClientFrames[Name],
    needs: { keepalive: boolean },
  ): Promise<Outcome<unknown>>;
};

/**
 * Decides how a command goes. The socket keeps the order of a room's commands; a request outlives the page, which the
 * socket does not.
 */
export const callBy = (live: () => Live | null): CallCommand =>
  (async (name: keyof ClientFrames, frame: never, needs?: { keepalive: boolean }) =>
    needs?.keepalive
      ? AS_REQUESTS[name as keyof typeof AS_REQUESTS](frame)
      : (live()?.call(name, frame) ?? UNREACHABLE)) as CallCommand;
