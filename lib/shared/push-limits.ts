/** Limits of notifications and of the devices that get them, part of LIMITS. */
export const PUSH_LIMITS = {
  /** Devices of one person that get pushes; one more ends the one that got its last push first. */
  pushDevices: 20,
  /** Characters of a device's address at its push service. */
  pushEndpointLength: 1_000,
  deviceNameLength: 64,
  /** Bytes of a push before it is encrypted; services take 3,990 at least. */
  pushBytes: 3_000,
  /** Time for the answer of a push service. */
  pushMs: 5_000,
  /** A push service keeps a push for a device that is away for so long. */
  pushLifetimeSeconds: 86_400,
  /** A push waits for so long while its person is active on a device. */
  pushHoldSeconds: 30,
  /** A push that no service took is given up after so many hours; its row is deleted after so many days. */
  pushHours: 24,
  deliveryDays: 7,
  /** A device is removed when its service refused so many pushes in a row. */
  pushRefusals: 5,
  /** Pushes that one process sends at a time, and takes at a time. */
  pushesAtOnce: 50,
  pushesTaken: 200,
  /** Deliveries that one statement writes. */
  deliveriesAtOnce: 1_000,
  /** Of more messages than this of one room in one commit, only those that call a person are pushed to them. */
  pushesPerRoom: 20,
  /** Days for which a line of Activity is kept, and unread lines that are counted. */
  activityDays: 30,
  unreadActivity: 100,
  /** Lines of Activity that one request marks as read by name. */
  activityAtOnce: 100,
  /** People whom a line of Activity names, and emoji that it shows. */
  activityPeople: 3,
  activityEmoji: 8,
  /** Rooms of one person's digest. */
  digestRooms: 200,
  /** Minutes that a mention stays unread before it is mailed. */
  mailDelayMinutes: { min: 2, max: 1_440 },
  /** A mail that no server took is given up after so many hours. */
  mailHours: 48,
  /** Messages that a mail shows of a room, and rooms that it shows; a digest looks at so many messages of a room. */
  mailedPerRoom: 5,
  mailedRooms: 20,
  digestPerRoom: 100,
} as const;
