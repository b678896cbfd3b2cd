const LENGTH = 70;
const FILLING = "the release is on the branch, please look at it before four";

/** Makes a text of 70 characters that begins with its time of sending: milliseconds, with three decimals. */
export const textOf = (time: number): string =>
  `${time.toFixed(3)} ${FILLING}`.slice(0, LENGTH).padEnd(LENGTH, ".");

/** Parses the times in the texts of a frame. */
export function* timeIn(frame: string): Generator<number> {
  for (const [, time] of frame.matchAll(/"text":"(\d{13}\.\d{3})/g)) yield Number(time);
}

/** The message that every baseline sends: the contract's shape, as in a live frame. */
export const message = (seq: number, time = Date.now()) => ({
  id: "019b3f2e-7c1b-7e2a-9b1c-3f2a4b5c6d7e",
  roomId: "019b3f2e-7c1b-7e2a-9b1c-000000000001",
  seq,
  rev: seq + 1,
  sender: {
    id: "019b3f2e-7c1b-7e2a-9b1c-000000000002",
    username: "person0001",
    displayName: "Person 0001",
    isBot: false,
  },
  text: textOf(time),
  createdAt: new Date(time).toISOString(),
  clientId: "8f14e45f-ceea-4e7a-9b1c-0123456789ab",
});
