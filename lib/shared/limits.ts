/**
 * Every limit on bytes, counts and rates, in one place. Lengths are in characters, that is Unicode code points;
 * times are in seconds unless the name says otherwise.
 */
export const LIMITS = {
  messageLength: 20_000,
  displayNameLength: 64,
  titleLength: 64,
  usernameLength: { min: 2, max: 32 },
  passwordLength: { min: 10, max: 1_000 },
  roomPasswordLength: { min: 6, max: 1_000 },
  emailLength: 254,
  roomNameLength: 64,
  topicLength: 250,
  descriptionLength: 2_000,
  folderNameLength: 64,
  folders: 100,
  /** Rooms that are still there and that one person has made; administrators' scripts make one for each order, say. */
  roomsMade: { member: 1_000, administrator: 50_000 },
  apiTokens: 100,
  drafts: 1_000,
  /** Invitations that may still be used, of all administrators. */
  invitations: 1_000,
  /** Log-ins of one person that have not ended: one more ends the one that was used longest ago. */
  sessions: 200,
  knownDevices: 200,
  /** Used refresh tokens of one session that are remembered, so that a stolen one is noticed. */
  usedTokens: 500,
  workspaceNameLength: 64,
  clientIdLength: 64,
  /** What lists are searched for, and the names of tokens and passkeys. */
  searchLength: 100,
  keyNameLength: 64,
  statusTextLength: 100,
  /** Earlier texts of a message that are kept, and how many characters of them one page holds. */
  revisionsPerMessage: 100,
  revisionPageLength: 200_000,
  /** Names in one message that are looked up. */
  mentions: 100,
  emojiLength: 32,
  /** Different reactions to one message, and how many people each of them names. */
  reactionKinds: 50,
  reactionPeople: 100,
  pinsPerRoom: 200,
  savedMessages: 5_000,
  externalIdLength: 200,
  idempotencyKeyLength: 200,
  cursorLength: 8_000,
  /** What people search lists for. */
  queryLength: 100,
  /** Pages for people who are not logged in: drawn at once in all and for one network, and how many wait. */
  pagesAtOnce: 4,
  pagesPerNetwork: 3,
  pagesWaiting: 200,
  /** So long at most, in milliseconds, a page holds its place: a peer that sends or reads slowly must not keep it. */
  pageHoldMs: 1_000,
  /** Reads over REST: under way at once for one person (a network, where it is nobody), and how many wait. */
  readsAtOnce: 8,
  readsWaiting: 200,
  /** Into how many rooms somebody is put by one request. */
  roomsAtOnce: 50,
  roomMembersAtOnce: 1_000,

  jsonBodyBytes: 1024 * 1024,
  avatarBytes: 5 * 1024 * 1024,
  frameBytes: 256 * 1024,
  headerBytes: 16 * 1024,

  pageSize: { default: 50, max: 200 },
  syncItemsPerRoom: 200,
  syncRoomsPerPage: 100,
  syncRooms: 5_000,
  /** Unread and mention counts stop here, which means "this many or more". */
  unreadCount: 100,

  accessTokenSeconds: 30 * 60,
  sessionDays: 30,
  passkeys: 20,
  /** How long a link for a new password is good. */
  resetMinutes: 60,
  /** How long a log-in, or a later confirmation by password or passkey, allows to add and remove ways to log in. */
  proofMinutes: 10,
  /** How often it is written at most that a session was used. */
  lastUseSeconds: 60,
  idempotencyHours: 24,

  /** How long a request's headers, and all of a request, may take to arrive. */
  headersMs: 10_000,
  requestMs: 120_000,
  /** Requests of one HTTP connection that wait for their answers (pipelining, RFC 9112, 9.3.2). */
  unansweredRequests: 16,

  /** How long a socket may stay without authentication, and how many may: from one network, and in all. */
  unauthenticatedMs: 10_000,
  unauthenticatedPerNetwork: 500,
  unauthenticatedInAll: 5_000,
  /** WebSocket frames, and bytes, that a socket may send before it is authenticated. */
  unauthenticatedFrames: 100,
  unauthenticatedBytes: 256 * 1024,
  /** A connection is destroyed so long after its closing frame, or after a refused upgrade was answered. */
  closingMs: 1_000,
  socketsPerPerson: 50,
  /** A socket whose peer does not read is cut off when so many bytes wait for it, or the first of them so long. */
  unreadBytes: 1024 * 1024,
  unreadMs: 15_000,
  /** A peer is asked so often whether it is there, and has so long to answer. */
  pingMs: 20_000,
  pongMs: 10_000,
  /** So many times what RATES.frames allows at once, and a socket is closed instead of answered. */
  floodTimes: 5,
  /** Characters of messages in one live frame; a commit that holds more is told in several. */
  frameTextLength: 64 * 1024,
  /** Changes waiting for the writer in one process; above it a send is refused with `unavailable`. */
  writerQueue: 20_000,
  /**
   * How many changes go with one commit: a quarter of what waits, within these bounds. The database has two batches at a
   * time; small ones keep it, the process and the peers at work at once, where a large one has each wait for the others.
   */
  writerBatch: { min: 40, max: 1_000 },
  /** How long a hub holds a frame that came out of turn before it reads the rows instead. */
  frameHoldMs: 150,
  headsIntervalMs: 25_000,
  accessPollMs: 1_000,
  typingSeconds: 5,
  /** A socket that closes counts as there for so long: a reload is not told. */
  presenceGraceMs: 10_000,
  /** A process that says nothing for so long is dead, and its people with it. It says something every presenceBeatMs. */
  presenceSilenceMs: 15_000,
  presenceBeatMs: 5_000,
  /** Of so many people news is told in a second. */
  presenceChangesAtOnce: 1_000,
  /** In larger rooms nobody is told who comes and goes: it is read when the list of members is opened. */
  presenceRoomMembers: 500,
  /** Without a sign of life from its person for so long a device is not in use. */
  awayMinutes: 10,
} as const;

/**
 * A rate: `points` in `seconds`. One that `refills` is a token bucket: `points` at once, and then as evenly as it fills up
 * in `seconds`; that is for what people do at a pace of their own. Any other is a window, which bounds how often something
 * is guessed. RATE_FACTOR raises all of them, which the bench does.
 */
export type Rate = { points: number; seconds: number; refills?: boolean };

export const RATES = {
  /** Sends per person: 300 at once, refilled by 20 a second. */
  sendBurst: { points: 300, seconds: 15, refills: true },
  /** Frames of every kind that one socket may send. */
  frames: { points: 600, seconds: 10 },
  /** Bytes that one socket may send; beyond that it is read more slowly. */
  frameBytes: { points: 20 * 1024 * 1024, seconds: 10 },
  /** Sockets that one network may open. */
  handshakesPerAddress: { points: 1_000, seconds: 10 },
  /** Sockets that one person may open. */
  sockets: { points: 100, seconds: 60, refills: true },
  loginPerAccount: { points: 10, seconds: 600 },
  /** Log-ins from a device that is known: above loginPerAccount wrong ones are refused, above this it counts as unknown. */
  loginPerDevice: { points: 100, seconds: 600 },
  loginPerAddress: { points: 100, seconds: 600 },
  registrationPerAddress: { points: 300, seconds: 3_600 },
  /** Tokens of invitations and resets, and codes of second factors: guesses per address. */
  tokenPerAddress: { points: 100, seconds: 600 },
  /** Wrong passwords by which a session confirms that it is its person's. */
  proofPerSession: { points: 10, seconds: 600 },
  /** Mails that tell old addresses of one account of its new one: nobody sends many by naming others' addresses. */
  oldAddressMails: { points: 5, seconds: 86_400 },
  /** Mails to one account that tell that its address was given for another one. */
  emailClaimMails: { points: 3, seconds: 86_400 },
  /** Recovery codes that one network, or one known device, tries for one account; they are too long to be guessed. */
  recoveryCode: { points: 10, seconds: 600 },
  secondFactor: { points: 10, seconds: 600 },
  /** Requests for a reset link that one network, or one known device, makes for one account. */
  resetPerAsker: { points: 5, seconds: 3_600 },
  /** Mails with a reset link to one account; as long as a link is good, so that one of them always is. */
  resetMailsPerAccount: { points: 10, seconds: 3_600 },
  resetPerAddress: { points: 30, seconds: 3_600 },
  /** Wrong passwords of rooms: of one person for one room, for one room, and from one address. */
  roomPassword: { points: 5, seconds: 600 },
  roomPasswordPerRoom: { points: 100, seconds: 600 },
  roomPasswordPerAddress: { points: 50, seconds: 600 },
  /** Names and externalIds of rooms that turned out to be taken, which tells one person that such a room exists. */
  takenNames: { points: 60, seconds: 600 },
} as const satisfies Record<string, Rate>;
