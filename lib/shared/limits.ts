import { BROWSER_LIMITS } from "./browser-limits";
import { POLL_LIMITS } from "./poll-limits";
import { PUSH_LIMITS } from "./push-limits";

/**
 * Limits on bytes, counts and rates, in one place. Lengths count Unicode code points; times are in seconds unless the
 * name says otherwise. Those that the browser needs too are in `browser-limits.ts`.
 */
export const LIMITS = {
  ...BROWSER_LIMITS,
  ...POLL_LIMITS,
  ...PUSH_LIMITS,
  /** Characters of a text file's first lines. */
  excerptLength: 1_000,
  /** Pixels (width times height) of an image or of one frame of an animation; a larger one is refused. */
  imagePixels: 80_000_000,
  /** Pixels of all frames of an animated thumbnail's source together; later frames are left out of the thumbnail. */
  animationPixels: 100_000_000,
  /** Characters of an image's blurred preview. */
  placeholderLength: 400,
  /** Pixels of a thumbnail's longer side that may be asked for. */
  thumbnailSize: { min: 64, max: 1_600 },
  /** Length of audio or video that a recorder may claim: a day. */
  durationSeconds: 86_400,
  /** Uploads of one person that run at a time in one process, that wait, and their longest wait in milliseconds. */
  uploadsAtOnce: 10,
  uploadsWaiting: 40,
  uploadSlotMs: 20_000,
  /** Resumable uploads of one person that are not finished, and their lifetime. */
  openUploads: 100,
  uploadHours: 24,
  /** Time in which a stalled part of an upload gives way to its resumption, in milliseconds. */
  uploadDrainMs: 500,
  /** Time that a request waits for another one of the same upload, in milliseconds. */
  uploadLockMs: 10_000,
  /** Bytes of a form around its file. */
  formBytes: 32 * 1024,
  /** An upload that brings fewer than so many bytes in this interval is given up, in milliseconds. */
  uploadProgress: { ms: 30_000, bytes: 8 * 1024 },
  /** Bounds of the settings in bytes: of one file, 10 TB at most, and of a quota. */
  fileBytes: { min: 1_000, max: 10_000_000_000_000 },
  quotaBytes: 1_000_000_000_000_000,
  /** An upload that was never sent is deleted after so many hours. */
  unsentHours: 24,
  /** A search: its length, words and filters in it, and results that are counted. */
  searchQueryLength: 500,
  /** People and rooms that are suggested for a search, of each. */
  searchSuggestions: 8,
  searchParts: 32,
  searchCounted: 1_000,
  /** Time after which a search ends with what it has found, in milliseconds. */
  searchBudgetMs: 150,
  /** Messages that `sort=best` puts in order: the latest that match. */
  searchRanked: 300,
  /** Rooms of a reader up to which the index leaves out other rooms' messages. */
  searchRoomTokens: 400,
  /** Text inside a file that is searched: characters, bytes of a text file, bytes and pages of a PDF, and its time. */
  fileTextLength: 100_000,
  fileTextBytes: 1024 * 1024,
  fileTextPdfBytes: 50 * 1024 * 1024,
  fileTextPages: 50,
  fileTextMs: 10_000,
  /** Characters of a file's text around a hit. */
  fileExcerptLength: 200,
  /** Files that a search looks at for one page: of all rooms together, but of each so many at least. */
  filesExamined: 4_000,
  filesExaminedPerRoom: 20,
  /** Links of one message whose removed cards it remembers. */
  removedCards: 50,
  cardTitleLength: 200,
  cardDescriptionLength: 400,
  cardSiteLength: 64,
  /** Characters of a link that may get a card. */
  linkLength: 2_000,
  /** A link's page and its picture: time for each request with its redirects, bytes after decompression, redirects. */
  linkFetchMs: 5_000,
  linkPageBytes: 1024 * 1024,
  cardImageBytes: 2 * 1024 * 1024,
  linkRedirects: 3,
  /** Pixels of a card's picture on its longer side; smaller ones on their shorter side are tracking pixels or lines. */
  cardImagePixels: { max: 256, min: 8 },
  /** Seconds for which the content of a link's page is kept, and for which a failed fetch is not repeated. */
  linkKeptSeconds: 3_600,
  linkFailedSeconds: 120,
  displayNameLength: 64,
  titleLength: 64,
  emailLength: 254,
  roomNameLength: 64,
  topicLength: 250,
  descriptionLength: 2_000,
  folders: 100,
  /** Existing rooms made by one person; an administrator's script may make one for each order. */
  roomsMade: { member: 1_000, administrator: 50_000 },
  /** Rooms that everyone who joins the workspace joins too. */
  defaultRooms: 20,
  /** Groups of people: how many, members of one that are no groups, and groups in one. */
  groups: 500,
  groupPeople: 300,
  nestedGroups: 20,
  groupNameLength: 64,
  groupDescriptionLength: 250,
  /** Groups that one message names; named_groups.sql has the number too. */
  groupsInMessage: 10,
  apiTokens: 100,
  drafts: 1_000,
  /** Messages that move into a thread at once, and the unread threads by which a person's devices count. */
  movedMessages: 100,
  unreadThreads: 100,
  /** Open invitations of one person; of one request by mail, and the lifetime of a mailed one. */
  invitations: { administrator: 1_000, member: 50 },
  invitationsAtOnce: 20,
  mailedInvitationDays: 7,
  /** Valid log-ins of one person; one more ends the least recently used. */
  sessions: 200,
  knownDevices: 200,
  /** Used refresh tokens kept per session, to detect stolen ones. */
  usedTokens: 500,
  workspaceNameLength: 64,
  clientIdLength: 64,
  statusTextLength: 100,
  /** Earlier texts kept per message, and characters of them on one page. */
  revisionsPerMessage: 100,
  revisionPageLength: 200_000,
  /** Different reactions to one message, and people named for each. */
  reactionKinds: 50,
  reactionPeople: 100,
  pinsPerRoom: 200,
  bookmarks: { perRoom: 50, titleLength: 80, urlLength: 2_000 },
  savedMessages: 5_000,
  /** Reminders of one person; the oldest finished ones give way to new ones. */
  reminders: 1_000,
  /** Reminders that a process delivers in one second at most, which bounds what follows a long pause. */
  remindersPerLook: 50,
  /** A reminder that comes later than this says when it was due. */
  reminderLateSeconds: 60,
  /** Attempts to write a reminder's note, and the wait after the first one, which doubles. */
  reminderAttempts: 6,
  reminderRetrySeconds: 30,
  /** Scheduled messages of one person. */
  scheduledMessages: 100,
  /** A scheduled message that is sent later than this after it was due is marked as late. */
  scheduledLateSeconds: 60,
  /** One that was due longer ago than this waits until its author says yes. */
  scheduledOverdueHours: 24,
  /** Attempts before a scheduled message that fails without a reason is given up. */
  scheduledAttempts: 10,
  /** Scheduled messages that are sent in a second at most: after a downtime many are due together. */
  scheduledPerSecond: 50,
  externalIdLength: 200,
  idempotencyKeyLength: 200,
  cursorLength: 8_000,
  /** Length of a search in lists. */
  queryLength: 100,
  /** Invalid fields that one error answer lists. */
  namedErrors: 100,
  /** Pages for people who are not logged in: rendered at once in all and for one network, and waiting. */
  pagesAtOnce: 4,
  pagesPerNetwork: 3,
  pagesWaiting: 200,
  /** A page holds its slot for this long at most, in milliseconds, because a peer may send or read slowly. */
  pageHoldMs: 1_000,
  /** Reads of one person (or of a network without a log-in): running and waiting. Pages do not count. */
  readsAtOnce: 8,
  readsWaiting: 200,
  /** The same for writes except messages. A burst of RATES.sendBurst edits or reactions must fit. */
  writesAtOnce: 3,
  writesWaiting: 400,
  /** Files that one person downloads at once, thumbnails included, and that wait. */
  downloadsAtOnce: 24,
  downloadsWaiting: 400,
  /** A download of which the peer takes nothing for this long is ended; a player asks for the rest by a range. */
  downloadStallMs: 120_000,

  jsonBodyBytes: 1024 * 1024,
  frameBytes: 256 * 1024,
  headerBytes: 16 * 1024,
  syncRoomsPerPage: 100,
  syncRooms: 5_000,

  accessTokenSeconds: 30 * 60,
  sessionDays: 30,
  passkeys: 20,
  /** Lifetime of a link for a new password. */
  resetMinutes: 60,
  /** A log-in, or a later confirmation by password or passkey, allows changes of log-in methods for this long. */
  proofMinutes: 10,
  /** Shortest interval between two writes of a session's last use. */
  lastUseSeconds: 60,
  idempotencyHours: 24,

  /** Time for a request's headers, and for the whole request, to arrive. */
  headersMs: 10_000,
  requestMs: 120_000,
  /** Requests of one HTTP connection that wait for answers (pipelining, RFC 9112, 9.3.2). */
  unansweredRequests: 16,

  /** Time that a socket may stay unauthenticated, and how many may: from one network, and in all. */
  unauthenticatedMs: 10_000,
  unauthenticatedPerNetwork: 500,
  unauthenticatedInAll: 5_000,
  /** WebSocket frames and bytes from a socket before it is authenticated. */
  unauthenticatedFrames: 100,
  unauthenticatedBytes: 256 * 1024,
  /** A connection is destroyed this long after its closing frame, or after the answer to a refused upgrade. */
  closingMs: 1_000,
  socketsPerPerson: 50,
  /** A socket whose peer does not read is disconnected at this many waiting bytes, or when the first is this old. */
  unreadBytes: 1024 * 1024,
  unreadMs: 15_000,
  /** Interval of pings, and time for the answer. */
  pingMs: 20_000,
  pongMs: 10_000,
  /** A socket above this multiple of RATES.frames is closed instead of answered. */
  floodTimes: 5,
  /** Characters of messages in one live frame; a larger commit is sent in several. */
  frameTextLength: 64 * 1024,
  /** Changes waiting for the writer in one process; above it a send gets `unavailable`. */
  writerQueue: 20_000,
  /**
   * Changes per commit: a quarter of the queue, within these limits. The database has two batches at a time; small
   * ones keep it, the process and the clients busy at once, while large ones make each wait for the others.
   */
  writerBatch: { min: 40, max: 1_000 },
  headsIntervalMs: 25_000,
  accessPollMs: 1_000,
  /** A closed socket still counts as online for this long, so that a reload causes no change. */
  presenceGraceMs: 10_000,
  /**
   * A process that is silent for this long is dead, and its people are offline. It sends a beat every presenceBeatMs.
   */
  presenceSilenceMs: 15_000,
  presenceBeatMs: 5_000,
  /** People whose presence is broadcast in one second. */
  presenceChangesAtOnce: 1_000,
  /** Larger rooms get no presence changes: it is read when the list of members opens. */
  presenceRoomMembers: 500,
} as const;

/**
 * A rate of `points` in `seconds`. With `refills` it is a token bucket for work at a person's own pace: `points` at
 * once, then as they refill evenly in `seconds`. Otherwise it is a window, which limits guesses. RATE_FACTOR
 * multiplies all rates for benchmarks.
 */
export type Rate = { points: number; seconds: number; refills?: boolean };

export const RATES = {
  /** Sends per person: 300 at once, refilled by 20 a second. */
  sendBurst: { points: 300, seconds: 15, refills: true },
  /** Searches per person: each key of a word may be one. */
  searches: { points: 120, seconds: 30, refills: true },
  /** Reminders that a person makes, changes or deletes. */
  reminders: { points: 120, seconds: 60, refills: true },
  /** Frames of every kind from one socket. */
  frames: { points: 600, seconds: 10 },
  /** Bytes from one socket; above it reads are throttled. */
  frameBytes: { points: 20 * 1024 * 1024, seconds: 10 },
  /** Sockets opened by one network. */
  handshakesPerAddress: { points: 1_000, seconds: 10 },
  /** Sockets opened by one person. */
  sockets: { points: 100, seconds: 60, refills: true },
  loginPerAccount: { points: 10, seconds: 600 },
  /**
   * Log-ins from a known device: above loginPerAccount wrong ones are refused, above this the device counts as
   * unknown.
   */
  loginPerDevice: { points: 100, seconds: 600 },
  loginPerAddress: { points: 100, seconds: 600 },
  registrationPerAddress: { points: 300, seconds: 3_600 },
  /** Guesses per address of invitation and reset tokens, and of second factors' codes. */
  tokenPerAddress: { points: 100, seconds: 600 },
  /** Wrong passwords by which a session confirms its person's identity. */
  proofPerSession: { points: 10, seconds: 600 },
  /** Mails to one account's old addresses: nobody can send many by naming others' addresses. */
  oldAddressMails: { points: 5, seconds: 86_400 },
  /** Requests of one person that mail invitations. */
  invitationMails: { points: 20, seconds: 86_400 },
  /** Test pushes of one person. */
  pushTests: { points: 10, seconds: 60, refills: true },
  /** Mails to one account about another account with its address. */
  emailClaimMails: { points: 3, seconds: 86_400 },
  /** Recovery codes that one network, or one known device, tries for one account; they are too long to guess. */
  recoveryCode: { points: 10, seconds: 600 },
  secondFactor: { points: 10, seconds: 600 },
  /** Requests for a reset link by one network, or one known device, for one account. */
  resetPerAsker: { points: 5, seconds: 3_600 },
  /** Mails with a reset link to one account, in the lifetime of a link, so that one of them is always valid. */
  resetMailsPerAccount: { points: 10, seconds: 3_600 },
  resetPerAddress: { points: 30, seconds: 3_600 },
  /** Wrong room passwords: of one person for one room, for one room, and from one address. */
  roomPassword: { points: 5, seconds: 600 },
  roomPasswordPerRoom: { points: 100, seconds: 600 },
  roomPasswordPerAddress: { points: 50, seconds: 600 },
  /** Links that are fetched for one person's messages, and from one host; further ones wait. */
  linksPerPerson: { points: 30, seconds: 60, refills: true },
  linksPerHost: { points: 60, seconds: 60, refills: true },
  /** Cards of one link by bots in one room. */
  botCards: { points: 1, seconds: 86_400 },
  /** Attempts to take a room's name or externalId that is in use, each of which reveals that such a room exists. */
  takenNames: { points: 60, seconds: 600 },
} as const satisfies Record<string, Rate>;
