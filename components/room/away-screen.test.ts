import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/** Parts that a page without a server does without, because they need the server or answer something done there. */
const LEFT_OUT = [
  // What a press opens.
  "components/composer/files/file-details.tsx",
  "components/composer/preview.tsx",
  "components/composer/later/send-later.tsx",
  "components/composer/toolbar.tsx",
  "components/composer/voice/voice-recording.tsx",
  "components/composer/emoji-at-caret.tsx",
  "lib/client/emoji/frequent-emoji.ts",
  "components/lightbox/lightbox.tsx",
  "components/message/actions/hover-bar.tsx",
  "components/message/actions/message-dialogs.tsx",
  "components/message/edit-form.tsx",
  "components/message/list/jump-to-day.tsx",
  "components/room/bookmarks/bookmarks-bar.tsx",
  "components/room/bookmarks/bookmarks-panel.tsx",
  "components/room/details/details-panel.tsx",
  "components/room/header-menu-list.tsx",
  "components/room/pins/pins-panel.tsx",
  "components/thread/thread-panel.tsx",
  "components/thread/thread-part.tsx",
  "lib/client/actions/go-to-reply.ts",
  "components/room/menu/room-menu-list.tsx",
  "components/room/settings/archive-button.tsx",
  "components/search/room/find-bar.tsx",
  "components/sidebar/dialogs/chat-dialog.tsx",
  "components/sidebar/folders/folder-menu-list.tsx",
  "components/sidebar/person-menu-list.tsx",
  "components/composer/later/scheduled-line.tsx",
  "components/message/late-mark.tsx",
  "components/sidebar/later/later-views.tsx",
  "components/sidebar/start-link.tsx",
  "components/sidebar/start-menu-list.tsx",
  "components/sidebar/status/status-popover.tsx",
  "components/switcher/switcher-window.tsx",
  "components/ui/dialogs/dialog-window.tsx",
  "components/ui/dialogs/drawer-window.tsx",
  "components/ui/menus/menu-list.tsx",
  // What typing, pasting, dropping or sending calls for.
  "components/composer/calling/call-everyone.tsx",
  "components/composer/calling/large-groups.ts",
  "components/composer/calling/outsiders.tsx",
  "components/composer/command-list.tsx",
  "components/composer/command-notice.tsx",
  "components/composer/files/add-files.tsx",
  "components/composer/files/drop-zone.tsx",
  "components/composer/files/send-as-file.tsx",
  "components/reminders/reminder-preview.tsx",
  "components/composer/suggest/suggestions.tsx",
  "lib/client/commands/run-command.ts",
  "lib/client/writing/formats.ts",
  "lib/client/writing/link.ts",
  "lib/client/writing/paste/html-to-markdown.ts",
  "components/message/reactions/add-reaction.tsx",
  // The list of the workspace's emoji, who is typing, the bytes of a file, who owns a room, and the connection come from the server.
  "components/emoji/custom-emoji.tsx",
  "components/room/typing-line.tsx",
  "components/message/reactions/reaction-names.tsx",
  "components/message/files/players/audio-player.tsx",
  "components/message/files/images/failed-picture.tsx",
  "components/message/files/players/now-playing.tsx",
  "components/message/files/text-preview.tsx",
  "components/reminders/note-actions.tsx",
  "components/message/files/players/video-player.tsx",
  "components/message/files/players/voice-in-room.tsx",
  "components/message/list/room-beginning.tsx",
  "lib/client/connection/live-socket.ts",
  "lib/client/presence/watch-idle.ts",
  "lib/client/uploads/create-engine.ts",
  // Answers to a message: the server counts them.
  "components/message/checklist/task-box.tsx",
  "components/message/confirmation/message-confirmation.tsx",
  "components/message/poll/message-poll.tsx",
  // What stands there meanwhile says the same: code without colours, a formula as its text, the first rows.
  "components/message/text/drawn-formula.tsx",
  "components/message/text/highlighted.tsx",
  "components/ui/lists/virtual-rows.tsx",
  // Ways to get about, and what is told of news.
  "components/message/list/jumps.tsx",
  "components/shell/background-parts.tsx",
  "components/people/card/person-cards.tsx",
  "components/shell/shell-keys.tsx",
];

const BUNDLED = /^(?:import|export)\s(?!type\b)[^;]*?["']((?:@|\.{1,2})\/[^"']+)["'];/gm;
const ON_DEMAND = /\bimport\(\s*["']((?:@|\.{1,2})\/[^"']+)["']\s*\)/g;

/** The files of the project that a file imports in this way. */
function importsOf(file: string, pattern: RegExp): string[] {
  const targets = [...readFileSync(file, "utf8").matchAll(pattern)].map(([, target = ""]) =>
    target.startsWith("@/") ? target.slice(2) : join(dirname(file), target),
  );
  return targets.flatMap((path) => [`${path}.ts`, `${path}.tsx`].find(existsSync) ?? []);
}

/** A file, and everything that is bundled with it. */
function bundleOf(start: string): Set<string> {
  const files = new Set<string>();
  const visit = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    for (const target of importsOf(file, BUNDLED)) visit(target);
  };
  visit(start);
  return files;
}

test("the page without a server has each part of a room in its bundle, but for those left out", () => {
  const away = bundleOf("components/room/away-screen.tsx");
  expect(away).toContain("components/room/room-screen.tsx");
  expect(away).toContain("components/shell/shell.tsx");
  const parts = new Set([...away].flatMap((file) => importsOf(file, ON_DEMAND)));
  const missing = [...parts].filter((part) => !away.has(part));
  expect(missing.sort()).toEqual(LEFT_OUT.toSorted());
});
