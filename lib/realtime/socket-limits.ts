import { LIMITS } from "@/lib/shared/limits";

/** What sockets put up with. Tests have less patience than LIMITS. */
export type SocketLimits = {
  /** How often a peer is asked whether it is there, and how long it has to answer, in milliseconds. */
  pingMs: number;
  pongMs: number;
  /** How many bytes may wait for a peer that does not read, and how long the first of them. */
  unreadBytes: number;
  unreadMs: number;
  /** How long a socket may stay without authentication, and how many may: from one network, and in all. */
  unauthenticatedMs: number;
  unauthenticatedPerNetwork: number;
  unauthenticatedInAll: number;
};

/** The bounds of LIMITS. */
export const SOCKET_LIMITS: SocketLimits = LIMITS;
