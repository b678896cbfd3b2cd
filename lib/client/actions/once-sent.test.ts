import { expect, test } from "vitest";
import type { MessageView } from "@/lib/shared/views";
import { HistoryModel } from "@/tests/support/client/history-model";
import { outgoing } from "@/tests/support/client/outgoing";
import { createStore } from "../state/store";
import { reduceFeed, startFeed } from "../timeline/feed";
import { onceSent } from "./once-sent";

/** A room with one message being sent, and the messages that `onceSent` reported. */
function room() {
  const history = new HistoryModel();
  history.send("bob");
  const feed = createStore(reduceFeed, startFeed(history.rev, history.page(50)));
  feed.dispatch({ type: "typed", message: outgoing("c1") });
  const sent: MessageView[] = [];
  const stop = onceSent("c1", feed, (message) => sent.push(message));
  return { history, feed, sent, stop };
}

test("C30: a message that is on its way is told of once, when it stands among the others", () => {
  const { history, feed, sent } = room();
  history.send("me", "c1");
  const message = history.messages.at(-1)!;
  feed.dispatch({ type: "answered", clientId: "c1", message });
  expect(sent).toEqual([]);
  feed.dispatch({ type: "frame", frame: history.frame()! });
  history.send("bob");
  feed.dispatch({ type: "frame", frame: history.frame()! });
  expect(sent).toEqual([message]);
});

test("C30: one that is refused is not waited for, also when it is tried again", () => {
  const { history, feed, sent } = room();
  feed.dispatch({ type: "refused", clientId: "c1", refusal: { code: "forbidden", detail: "" } });
  feed.dispatch({ type: "retried", clientId: "c1" });
  history.send("me", "c1");
  feed.dispatch({ type: "frame", frame: history.frame()! });
  expect(sent).toEqual([]);
});

test("C30: who does not want it any more hears nothing", () => {
  const { history, feed, sent, stop } = room();
  stop();
  history.send("me", "c1");
  feed.dispatch({ type: "frame", frame: history.frame()! });
  expect(sent).toEqual([]);
});
