import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { EventsLine } from "@/components/message/events-line";
import { UserLine } from "@/components/message/user-line";
import { Avatar } from "@/components/ui/avatar";
import { firstWords } from "@/lib/client/first-words";
import { createClock } from "@/lib/client/clock";
import { displayName, roomName, shownLine } from "@/lib/domain/fields";
import { roomPath } from "@/lib/shared/room-path";
import type { UserView } from "@/lib/shared/views";
import { HOSTILE } from "./corpus";
import { drawn } from "./drawing";
import { elementsIn, readMarkup } from "./markup";

const NAMES = [...HOSTILE.scripts, ...HOSTILE.elements, ...HOSTILE.handlers, ...HOSTILE.clobbering].filter(
  (name) => !name.includes("\0"),
);
