import type { DesktopNotice } from "./desktop-notification";
import type { Noted } from "./notices";

type StandingNotices = {
  show: (notice: DesktopNotice) => void;
  /** Shows other words in place of the notice with this tag, if it still stands: what somebody has closed stays closed. */
  replace: (notice: DesktopNotice) => void;
  close: (tag: string) => void;
  /** What a notice of these messages says; `isOne`: each has a notice of its own. */
  textOf: (noted: readonly Noted[], isOne: boolean) => DesktopNotice;
  /** How far a room is read; null where one is no longer in it. */
  readTo: (roomId: string) => number | null;
};

/** More messages than this at once are told of in one notice. */
const MOST = 3;

type Group = { noted: readonly Noted[]; notice: DesktopNotice; isOne: boolean };

/** The notices that stand outside the page, and the messages that each of them tells of: they follow their messages. */
export function createStandingNotices({ show, replace, close, textOf, readTo }: StandingNotices) {
  let groups: Group[] = [];

  function add(noted: readonly Noted[], isOne: boolean) {
    const notice = textOf(noted, isOne);
    // A notice takes the place of the one with its tag: so does its group.
    groups = [...groups.filter((group) => group.notice.tag !== notice.tag), { noted, notice, isOne }];
    show(notice);
  }

  /** The group with what is left of it; gone with its last message. */
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
    /** Tells of new messages. */
    tell(noted: readonly Noted[]) {
      if (noted.length > MOST) add(noted, false);
      else for (const one of noted) add([one], true);
    },

    /** A message has other words now. */
    change(changed: Noted) {
      groups = groups.flatMap((group) => {
        if (!group.noted.some((one) => isSame(one, changed))) return [group];
        return rest(
          group,
          group.noted.map((one) => (isSame(one, changed) ? changed : one)),
        );
      });
    },

    /** A message is not to be told of any more: it was deleted, or calls its reader no longer. */
    withdraw: (gone: Noted["message"]) => keep(({ message }) => message.id !== gone.id),

    /** Rooms were read, here or on another device, or left. */
    look: () => keep(({ room, message }) => message.seq > (readTo(room.id) ?? Number.POSITIVE_INFINITY)),
  };
}

const isSame = (one: Noted, other: Noted) => one.message.id === other.message.id;
