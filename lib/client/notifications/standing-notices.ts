import { linesOf, type TimelineKey } from "@/lib/shared/messages/timeline-key";
import type { DesktopNotice } from "./desktop-notification";
import type { Noted } from "./notices";

type StandingNotices = {
  show: (notice: DesktopNotice) => void;
  /** Updates the notification with this tag if it is still shown. One that the user closed stays closed. */
  replace: (notice: DesktopNotice) => void;
  close: (tag: string) => void;
  /** The content of a notification for these messages; `isOne`: each has its own. */
  textOf: (noted: readonly Noted[], isOne: boolean) => DesktopNotice;
  /** The read mark of a line; null if the reader is no longer in its room. */
  readTo: (key: TimelineKey) => number | null;
};

/** More messages than this at once share one notification. */
const MOST = 3;

type Group = { noted: readonly Noted[]; notice: DesktopNotice; isOne: boolean };

/**
 * The notifications outside the page with their messages. They follow their messages: edited, closed after reading or
 * deletion.
 */
export function createStandingNotices({ show, replace, close, textOf, readTo }: StandingNotices) {
  let groups: Group[] = [];

  function add(noted: readonly Noted[], isOne: boolean) {
    const notice = textOf(noted, isOne);
    // A notification replaces the one with its tag, and so does its group.
    groups = [...groups.filter((group) => group.notice.tag !== notice.tag), { noted, notice, isOne }];
    show(notice);
  }

  /** The group with its remaining messages; empty after the last one. */
  function rest(group: Group, noted: readonly Noted[]): Group[] {
    if (noted.length === 0) {
      close(group.notice.tag);
      return [];
    }
    const notice = { ...textOf(noted, group.isOne), tag: group.notice.tag };
    const isSame = notice.title === group.notice.title && notice.body === group.notice.body;
    if (!isSame) replace(notice);
    return [{ ...group, noted, notice }];
  }

  const keep = (isLeft: (noted: Noted) => boolean) => {
    groups = groups.flatMap((group) => {
      const left = group.noted.filter(isLeft);
      return left.length === group.noted.length ? [group] : rest(group, left);
    });
  };

  return {
    /** Notifies of new messages. */
    tell(noted: readonly Noted[]) {
      if (noted.length > MOST) add(noted, false);
      else for (const one of noted) add([one], true);
    },

    /** A message was edited. */
    change(changed: Noted) {
      groups = groups.flatMap((group) => {
        if (!group.noted.some((one) => isSame(one, changed))) return [group];
        return rest(
          group,
          group.noted.map((one) => (isSame(one, changed) ? changed : one)),
        );
      });
    },

    /** A message was deleted, or no longer mentions its reader. */
    withdraw: (gone: Noted["message"]) => keep(({ message }) => message.id !== gone.id),

    /** Rooms or threads were read, here or on another device, or left. */
    look: () =>
      keep(({ message }) =>
        linesOf(message).every((key) => message.seq > (readTo(key) ?? Number.POSITIVE_INFINITY)),
      ),
  };
}

const isSame = (one: Noted, other: Noted) => one.message.id === other.message.id;
