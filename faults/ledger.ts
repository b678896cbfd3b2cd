/** An acknowledged message, which must exist once, with this number and text. */
export type AcknowledgedMessage = {
  clientId: string;
  senderId: string;
  roomId: string;
  id: string;
  seq: number;
  text: string;
  isDeleted: boolean;
  /** A change of it was refused after an unanswered attempt: either text is right. */
  isUnsure: boolean;
};

export type Row = {
  id: string;
  room_id: string;
  seq: number;
  rev: number;
  sender_id: string;
  client_id: string;
  text: string;
  deleted_at: Date | null;
};

/** Violations of the product's promises; each is a defect. */
export class Violations {
  readonly counts = { lost: 0, doubled: 0, reordered: 0, leaked: 0, diverged: 0, internal: 0 };
  /** Descriptions of the first ones. */
  readonly lines: string[] = [];

  readonly note = (what: keyof Violations["counts"], line: string): void => {
    this.counts[what]++;
    if (this.lines.length < 50) this.lines.push(`${what}: ${line}`);
  };

  get total(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0);
  }
}

/** All acknowledgements of all clients, in the order of each client. */
export class Ledger {
  private readonly promises: AcknowledgedMessage[] = [];
  /** Number of acknowledged changes of all kinds. */
  acknowledged = 0;

  promise(promised: AcknowledgedMessage): void {
    this.promises.push(promised);
  }

  /**
   * Compares all promises with all rows: nothing lost, nothing twice, and each person's messages in the order sent.
   */
  compare(rows: readonly Row[], violations: Violations): void {
    const byKey = new Map<string, Row>();
    for (const row of rows) {
      const key = `${row.sender_id} ${row.client_id}`;
      if (byKey.has(key)) violations.note("doubled", `${key} is there twice`);
      byKey.set(key, row);
    }
    const last = new Map<string, number>();
    for (const promised of this.promises) {
      const { senderId, roomId, clientId, seq } = promised;
      const row = byKey.get(`${senderId} ${clientId}`);
      if (!row) violations.note("lost", `${clientId} was acknowledged and is not there`);
      else compareOne(promised, row, violations);
      const senderAndRoom = `${senderId} ${roomId}`;
      if (seq <= (last.get(senderAndRoom) ?? 0))
        violations.note("reordered", `${clientId} is at ${seq}, before an earlier one`);
      last.set(senderAndRoom, seq);
    }
  }
}

function compareOne(
  { clientId, id, seq, text, isDeleted, isUnsure }: AcknowledgedMessage,
  row: Row,
  violations: Violations,
): void {
  if (row.id !== id || row.seq !== seq)
    violations.note("lost", `${clientId} was acknowledged at ${seq}, not ${row.seq}`);
  if (isUnsure) return;
  const wanted = isDeleted ? "" : text;
  if (row.text !== wanted || (row.deleted_at !== null) !== isDeleted)
    violations.note("lost", `${clientId} was to say "${wanted}" and says "${row.text}"`);
}

/** Checks that a room's numbers have no hole (R07), and that no two changes share a `rev`. */
export function compareNumbers(roomId: string, rows: readonly Row[], violations: Violations): void {
  const hole = rows.findIndex(({ seq }, index) => seq !== index + 1);
  if (hole >= 0) violations.note("lost", `${roomId} has ${rows[hole]?.seq} where ${hole + 1} should be`);
  if (new Set(rows.map(({ rev }) => rev)).size !== rows.length)
    violations.note("doubled", `${roomId} has two messages with one rev`);
}
