import { sendMessage } from "@/lib/domain/messages/send/send-message";
import { person, room } from "./world";

/** Two people in two rooms, and a way for the first to say something in either. */
export async function twoRooms() {
  const [ada, bob] = [await person("Ada"), await person("Bob")];
  const [den, attic] = [await room(ada, { members: [bob] }), await room(ada, { members: [bob] })];
  const say = async (text: string, to = den) => (await sendMessage(ada, { room: to.id, text })).message;
  return { ada, bob, den, attic, say };
}
