/** The `clientId` of a reminder's note: a note of one number is written once, and a reader finds its reminder. */
export const reminderKey = (id: string, number: number): string => `reminder:${id}:${number}`;

/** Parses the `clientId` of a message; null for one that is no reminder's note. */
export function parseReminderKey(clientId: string): { id: string; number: number } | null {
  const [, id, number] = /^reminder:([0-9a-f-]{36}):(\d{1,9})$/.exec(clientId) ?? [];
  return id === undefined ? null : { id, number: Number(number) };
}
