import { LIMITS } from "@/lib/shared/limits";

/** Limits of a socket. Tests use smaller ones than LIMITS. */
export type SocketLimits = {
  /** Interval of pings, and time for the answer, in milliseconds. */
  pingMs: number;
  pongMs: number;
  /** Bytes that may wait for a peer that does not read, and how long the first of them may wait. */
  unreadBytes: number;
  unreadMs: number;
  /** Time that a socket may stay unauthenticated, and how many may: from one network, and in all. */
  unauthenticatedMs: number;
  unauthenticatedPerNetwork: number;
  unauthenticatedInAll: number;
};

/** The values of LIMITS. */
export const SOCKET_LIMITS: SocketLimits = LIMITS;
