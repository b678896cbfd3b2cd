"use client";

import { onDemand } from "@/components/ui/on-demand";
import type { NewPoll } from "@/lib/shared/live";
import { displayText } from "@/lib/shared/text/shown";
import type { MessageView } from "@/lib/shared/views";

type Asked = { poll: NewPoll; message?: undefined } | { poll: MessageView["poll"]; message: MessageView };

/** The poll of a message, or of one that is on its way. Until its script is there, its options are as high as then. */
export const PollPart = onDemand<Asked>(
  () => import("./message-poll"),
  ({ poll }) => (
    <ul className="mt-1 flex max-w-120 flex-col gap-1 pt-6 pb-8 text-small">
      {poll?.options.map((option) => {
        const text = typeof option === "string" ? option : option.text;
        return (
          <li key={text} dir="auto" className="py-1.75 ps-9.25 pe-21.25 wrap-anywhere">
            {displayText(text)}
          </li>
        );
      })}
    </ul>
  ),
);
