/** Counts the use of an emoji, once the script that counts is there: no page needs it at first. */
export function noteEmoji(userId: string, emoji: string): void {
  void import("./frequent-emoji").then(
    (frequent) => frequent.noteEmoji(userId, emoji),
    () => {},
  );
}
