import { expect, test } from "vitest";
import { runDueJobs } from "@/lib/core/jobs/run-job";
import { rewriteMessagesJob } from "@/lib/domain/administration/apply-messages-fate";
import { deletePerson } from "@/lib/domain/administration/delete-person";
import { listMessages } from "@/lib/domain/messages/list-messages";
import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { joinRoom } from "@/lib/domain/rooms/members/join-room";
import { updateRoom } from "@/lib/domain/rooms/update/update-room";
import { testDatabase } from "@/tests/support/database";
import { KINDS, testServer } from "@/tests/support/test-server";
import { person, refused, room } from "@/tests/support/world";

testDatabase();
const server = testServer();

test.each(Object.entries(KINDS))(
  "S08: on a %s socket changes before the reader's history do not arrive, and the order has no gap",
  async (_kind, open) => {
    const [admin, ada, eve, bob] = [
      await person("Ann", "administrator"),
      await person("Ada"),
      await person("Eve"),
      await person("Bob"),
    ];
    const den = await room(ada, { members: [eve] });
    const { message } = await sendMessage(eve, { room: den.id, text: "said before his time" });
    await updateRoom(ada, { room: den.id, history: "hidden" });
    const { firstVisibleSeq } = await joinRoom(bob, { room: den.id });
    await sendMessage(eve, { room: den.id, text: "said in his time" });
    const [hers, his] = [await open(server.port, ada), await open(server.port, bob)];

    await deletePerson(admin, { user: eve.userId, messages: "erase" });
    await runDueJobs([rewriteMessagesJob]);
    const { message: last } = await sendMessage(ada, { room: den.id, text: "last" });
    const heardIt = (frame: { type: string; rev?: unknown }) =>
      frame.type === "messages" && (frame.rev as number) >= last.rev;
    await Promise.all([hers.until(heardIt), his.until(heardIt)]);
    const items = (client: typeof his) =>
      client.received
        .filter(({ type }) => type === "messages")
        .flatMap((frame) => frame.items as { id: string; seq: number }[]);
    expect(items(hers).map(({ id }) => id)).toContain(message.id);
    expect(Math.min(...items(his).map(({ seq }) => seq))).toBeGreaterThanOrEqual(firstVisibleSeq);
    const frames = his.received.filter(({ type }) => type === "messages");
    for (const [i, frame] of frames.slice(1).entries()) expect(frame.prevRev).toBe(frames[i]!.rev);
    for (const client of [hers, his]) client.close();

    for (const page of [{ before: firstVisibleSeq }, { seqs: `${message.seq}` }])
      expect((await listMessages(bob, { room: den.id, ...page })).items).toEqual([]);
    await expect(sendMessage(bob, { room: den.id, text: "so", replyToId: message.id })).rejects.toMatchObject(
      refused("validation_failed"),
    );
  },
);
