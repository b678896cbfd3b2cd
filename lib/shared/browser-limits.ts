/**
 * The limits that the browser needs too: a page carries no others. LIMITS has all of them. Lengths count Unicode code
 * points.
 */
export const BROWSER_LIMITS = {
  messageLength: 20_000,
  /** Files of one message. */
  attachments: 10,
  /** An animated PNG of more bytes stands still in messages: it has no smaller copy that moves. */
  movingPngBytes: 8 * 1024 * 1024,
  fileNameLength: 255,
  /** Characters of a file's description. */
  fileDescriptionLength: 1_000,
  /** Values of a voice message's waveform. */
  waveformLength: 64,
  /** Length of a voice message at most. */
  voiceMinutes: 15,
  /** Cards of one message. */
  cards: 5,
  /** Bytes of the picture of a person or of the workspace. */
  avatarBytes: 5 * 1024 * 1024,
  /** Bytes of an uploaded custom emoji. */
  emojiBytes: 1024 * 1024,
  usernameLength: { min: 2, max: 32 },
  passwordLength: { min: 10, max: 1_000 },
  roomPasswordLength: { min: 6, max: 1_000 },
  folderNameLength: 64,
  /** Lengths of a search in lists, and of the names of tokens and passkeys. */
  searchLength: 100,
  keyNameLength: 64,
  /** Mentions resolved in one message. */
  mentions: 100,
  emojiLength: 32,
  /** Length of a custom emoji's name. */
  emojiNameLength: { min: 2, max: 32 },
  /** Characters of a reminder's text. */
  reminderLength: 1_000,
  /** Keywords of one person, and characters of one. */
  keywords: 50,
  keywordLength: 64,
  /** Rooms to which one request adds a person. */
  roomsAtOnce: 50,
  roomMembersAtOnce: 1_000,
  pageSize: { default: 50, max: 200 },
  syncItemsPerRoom: 200,
  /** Unread and mention counts stop here, which means "this many or more". */
  unreadCount: 100,
  /** Time that a hub holds an out-of-order frame before it reads the rows instead. */
  frameHoldMs: 150,
  typingSeconds: 5,
  /** Days from now in which a message can be scheduled. */
  scheduledDays: 366,
  /** Minutes in which a confirmation can be taken back, and between two reminders of one message. */
  confirmUndoMinutes: 5,
  confirmRemindMinutes: 15,
  /** Seconds for which a sent message may wait to be taken back. */
  undoSendSeconds: 30,
  /** A device without activity for this long is idle. */
  awayMinutes: 10,
} as const;
