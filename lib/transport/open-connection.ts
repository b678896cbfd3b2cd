import type { Actor } from "@/lib/core/actor";
import { readCaller } from "@/lib/core/caller";
import { DomainError, unauthenticated } from "@/lib/core/errors";
import { throttle } from "@/lib/core/throttle";
import type { Connection } from "@/lib/delivery/connection";
import { Frame } from "@/lib/delivery/frame";
import type { Hub } from "@/lib/delivery/hub";
import { readAccount } from "@/lib/domain/people/read-account";
import { readWorkspace } from "@/lib/domain/workspace/read-workspace";
import { db } from "@/lib/platform/database/db";
import { LIMITS } from "@/lib/shared/limits";
import type { AccountView } from "@/lib/shared/views";

/** Writes and closes a kind of socket. `close` lets written frames leave first. */
export type FrameTransport = { write(...frames: Frame[]): void; close(reason: string): void };

/**
 * Adds a socket to the hub and sends `ready`, the first frame: the person, and the heads of their rooms. Frames that
 * come before are buffered until then, so that no change falls between the heads and the frames.
 *
 * @returns a function that removes the socket
 * @throws `unauthenticated`; `rate_limited` above LIMITS.socketsPerPerson or RATES.sockets
 */
export async function openConnection(
  hub: Hub,
  actor: Actor,
  roomId: string | null,
  transport: FrameTransport,
): Promise<() => void> {
  const user = await readAccount(actor, {});
  await throttle("sockets", user.id);
  if (hub.connectionCount(user.id) >= LIMITS.socketsPerPerson) throw tooManySockets();
  const connection = new BufferedConnection(user, actor.sessionId ?? "", roomId, transport);
  try {
    const heads = await hub.add(connection);
    // Read the caller last: a session that ended while the rooms were read must not get in.
    const { linkCards } = await readWorkspace(actor, {});
    const { userRev } = await readCaller(db(), actor, "read");
    const mine = heads.filter(({ id }) => roomId === null || id === roomId);
    const rooms = Object.fromEntries(mine.map(({ id, seq, rev }) => [id, { seq, rev }]));
    connection.release(Frame.of("ready", { user, userRev, rooms, workspace: { linkCards } }));
  } catch (error) {
    hub.remove(connection);
    throw error;
  }
  return () => hub.remove(connection);
}

const tooManySockets = () =>
  new DomainError("rate_limited", `You can have up to ${LIMITS.socketsPerPerson} open sockets.`, {
    retryAfter: 60,
  });

/** A connection that buffers frames until it is released. */
class BufferedConnection implements Connection {
  readonly userId: string;
  readonly isGuest: boolean;
  private buffered: Frame[] | null = [];

  constructor(
    { id, role }: Pick<AccountView, "id" | "role">,
    readonly sessionId: string,
    readonly roomId: string | null,
    private readonly transport: FrameTransport,
  ) {
    if (!sessionId) throw unauthenticated();
    this.userId = id;
    this.isGuest = role === "guest";
  }

  send(...frames: Frame[]): void {
    if (this.buffered) this.buffered.push(...frames);
    else this.transport.write(...frames);
  }

  end(reason: string): void {
    this.transport.write(Frame.of("session_ended", { reason }));
    this.transport.close(reason);
  }

  release(first: Frame): void {
    const held = this.buffered ?? [];
    this.buffered = null;
    this.transport.write(first, ...held);
  }
}
